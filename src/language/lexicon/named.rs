//! Names of variants, as the tables have them.

/// An enumeration whose variants have names in the tables.
macro_rules! named {
    ($(#[$outer:meta])* $vis:vis enum $type:ident { $($(#[$doc:meta])* $name:ident $text:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        $vis enum $type { $($(#[$doc])* $name,)* }

        impl $type {
            /// By its name in the tables.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }

            /// Its name in the tables.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}
pub(super) use named;
