;;; sayso.el --- On whose say-so?  The sources of a draft  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0

;; Author: The sayso authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: convenience, tools

;;; Commentary:

;; sayso finds the figures, quotations and claims of a draft that have no stated source, in plain text, Markdown and HTML.
;; This package has Eglot start the language server `sayso server' there, gives it the settings of the customization group
;; `sayso', and adds commands for what the Language Server Protocol has no request for:
;;
;;   `sayso-claims'         the claims of the text, each with its status and its source
;;   `sayso-explain-rule'   the manual page of a rule
;;   `sayso-check-project'  the findings in all texts of the project
;;   `sayso-add-source'     a source of the text into sayso.toml
;;   `sayso-restart'        the server anew
;;
;; To have it in every text, Markdown and HTML file:
;;
;;   (add-hook 'text-mode-hook #'sayso-ensure)

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'jsonrpc)
(require 'project)
(require 'seq)
(require 'subr-x)
(require 'tabulated-list)

;; Eglot gave some of its functions public names later.
(declare-function eglot--path-to-uri "eglot")
(declare-function eglot--uri-to-path "eglot")
(declare-function eglot--range-region "eglot")
(declare-function eglot-path-to-uri "eglot")
(declare-function eglot-uri-to-path "eglot")
(declare-function eglot-range-region "eglot")
(declare-function gfm-view-mode "markdown-mode")
(defvar eglot-confirm-server-edits)
(defvar markdown-fontify-code-blocks-natively)


;;; Settings

(defgroup sayso nil
  "On whose say-so?  The sources of figures, quotations and claims."
  :group 'text
  :prefix "sayso-")

(defun sayso--set (symbol value)
  "Set SYMBOL to VALUE by default, and tell the servers that run."
  (set-default symbol value)
  (mapc #'sayso--configure (sayso--servers)))

(defun sayso--set-modes (symbol value)
  "Set SYMBOL to VALUE by default, and tell Eglot."
  (set-default symbol value)
  (sayso--register))

(defun sayso--names-p (value)
  "Tell whether VALUE is a list of names."
  (and (listp value) (seq-every-p #'stringp value)))

(defcustom sayso-program "sayso"
  "The language server: a name on the variable `exec-path', or a path.
After a change, \\[sayso-restart] starts the other one."
  :type 'string
  :risky t)

(defcustom sayso-arguments '("server")
  "What `sayso-program' is called with."
  :type '(repeat string)
  :risky t)

(defcustom sayso-modes
  '((text-mode . "plaintext")
    (markdown-mode . "markdown")
    (gfm-mode . "markdown")
    (markdown-ts-mode . "markdown")
    (html-mode . "html")
    (mhtml-mode . "html")
    (html-ts-mode . "html"))
  "The major modes that sayso serves, each with the language it holds.
A language is \"plaintext\", \"markdown\" or \"html\".

Modes derived from one of them are served too, except from `text-mode':
YAML, TeX and messages derive from that.

Eglot has one server for a text.  Take out `html-mode' and `mhtml-mode'
where HTML is to have another one."
  :type '(alist :key-type (symbol :tag "Major mode")
                :value-type (choice (const "plaintext") (const "markdown") (const "html")))
  :set #'sayso--set-modes
  :initialize #'custom-initialize-default)

(defcustom sayso-select nil
  "The only rules to run.  If nil, all run."
  :type '(repeat (string :tag "Rule"))
  :safe #'sayso--names-p
  :set #'sayso--set
  :initialize #'custom-initialize-default)

(defcustom sayso-ignore nil
  "Rules that do not run."
  :type '(repeat (string :tag "Rule"))
  :safe #'sayso--names-p
  :set #'sayso--set
  :initialize #'custom-initialize-default)

(defcustom sayso-inlay-hints 'minimal
  "How much is written between the words about who speaks.
Eglot shows such hints from Emacs 29 on."
  :type '(choice (const off) (const minimal) (const all))
  :safe #'symbolp
  :set #'sayso--set
  :initialize #'custom-initialize-default)

(defcustom sayso-code-lens t
  "Whether claims are counted above the text and above each section.
Eglot has no code lenses in Emacs 30 and before; `sayso-claims' shows the
counts in its mode line."
  :type 'boolean
  :safe #'booleanp
  :set #'sayso--set
  :initialize #'custom-initialize-default)

(defun sayso--settings ()
  "The settings of this buffer, in the form that the server wants."
  (list :select (vconcat sayso-select)
        :ignore (vconcat sayso-ignore)
        :inlayHints (format "%s" sayso-inlay-hints)
        :codeLens (if sayso-code-lens t :json-false)))


;;; The program

(defconst sayso--oldest "0.1.0"
  "The oldest version of the program that this package can be used with.")

(defun sayso--ask-version (file)
  "What FILE prints as its version, and its exit status, as a cons.
The status is `timeout' for a program that does not end."
  (with-temp-buffer
    (let ((process (make-process :name "sayso-version" :buffer (current-buffer) :command (list file "--version")
                                 :connection-type 'pipe :noquery t :sentinel #'ignore :file-handler t))
          (end (+ (float-time) 10)))
      (while (and (process-live-p process) (< (float-time) end))
        (accept-process-output process 0.05))
      ;; What it wrote last may still be on its way.
      (while (accept-process-output process 0.01))
      (if (process-live-p process)
          (progn (delete-process process) (cons "" 'timeout))
        (cons (buffer-string) (process-exit-status process))))))

(defun sayso--check-program ()
  "Signal a `user-error' if `sayso-program' is no program that can be the server.
It is asked before Eglot starts it: a server that does not come up looks
the same to Eglot whether it is missing or another program."
  (let* ((remote (file-remote-p default-directory))
         (file (executable-find sayso-program t))
         (place (if remote (format " on %s" (file-remote-p default-directory 'host)) ""))
         (other (format-message "set `sayso-program' to where sayso is")))
    (unless file
      (if (if (file-name-directory sayso-program)
              (file-exists-p (concat remote (expand-file-name (file-local-name sayso-program))))
            (locate-file sayso-program (mapcar (lambda (folder) (concat remote folder)) (exec-path)) nil #'file-regular-p))
          (user-error "“%s” may not be executed%s.  Make it executable (chmod +x), or %s" sayso-program place other)
        (user-error "There is no program “%s”%s.  Install it with “cargo install sayso”, or %s" sayso-program place other)))
    (pcase-let* ((`(,printed . ,status)
                  (condition-case fault
                      (sayso--ask-version file)
                    (file-error (cons (error-message-string fault) 'fault))))
                 (line (car (split-string printed "[\r\n]+" t))))
      (cond ((eq status 'timeout)
             (user-error "“%s --version” does not end.  It is another program: %s" sayso-program other))
            ((not (eql status 0))
             (user-error "“%s” does not start: %s.  Install it for this machine, or %s"
                         sayso-program (or line (format "“--version” ends with %s" status)) other))
            ((not (string-match "\\`sayso \\([0-9]+\\(?:\\.[0-9]+\\)*\\)" printed))
             (user-error "“%s” is another program.  Install sayso with “cargo install sayso”, or %s" sayso-program other))
            ((version< (match-string 1 printed) sayso--oldest)
             (user-error "“%s” is sayso %s, which is too old: %s is needed.  Install it with “cargo install sayso”"
                         sayso-program (match-string 1 printed) sayso--oldest))))))


;;; Eglot

(defclass sayso-server (eglot-lsp-server)
  ((published
    :initform (make-hash-table :test #'equal)
    :accessor sayso--published
    :documentation "The diagnostics that were sent last for each address.")
   (check
    :initform nil
    :accessor sayso--check
    :documentation "Nil, t while the project is checked, or the token by which that can be cancelled.")
   (reporter
    :initform nil
    :accessor sayso--reporter
    :documentation "What tells how far the check of the project is.")
   (verdict
    :initform nil
    :accessor sayso--verdict
    :documentation "Once the server has died by itself: `again' or `never'."))
  :documentation "The language server of sayso.")

(defun sayso--language-id (mode)
  "The language of MODE, or nil if sayso does not serve that mode."
  (cl-loop for (known . language) in sayso-modes
           thereis (and (if (eq known 'text-mode) (eq mode known) (provided-mode-derived-p mode known))
                        language)))

(defun sayso--languages ()
  "The modes that sayso serves, with their languages, as seen from this buffer.
Eglot takes a mode for served if it derives from one of these.  So the
mode of this buffer is the first of them if it is served, and `text-mode'
is none of them in a buffer of another mode."
  (let ((language (sayso--language-id major-mode))
        (known (seq-remove (lambda (known) (eq (car known) 'text-mode)) sayso-modes)))
    (if language (cons (cons major-mode language) known) known)))

;; Older versions know one language for all modes of a server.
(if (fboundp 'eglot--languages)
    (cl-defmethod eglot--languages ((_server sayso-server))
      "The modes of the server, each with its language."
      (sayso--languages))
  (cl-defmethod eglot--major-modes ((_server sayso-server))
    "The modes of the server."
    (mapcar #'car (sayso--languages)))
  (cl-defmethod eglot--language-id ((_server sayso-server))
    "The language of this buffer."
    (sayso--language-id major-mode)))

(defun sayso-contact (&optional _interactive)
  "The contact of the server for this buffer; nil if the mode is not served.
Signal a `user-error' if the program cannot be the server."
  (when (sayso--language-id major-mode)
    (sayso--check-program)
    `(sayso-server ,sayso-program ,@sayso-arguments)))

(defun sayso--register ()
  "Have Eglot start sayso in `sayso-modes'.
Its entry for `text-mode' is the last of all: it fits what derives from
that too, and has servers of its own."
  (setq eglot-server-programs (seq-remove (lambda (entry) (eq (cdr entry) #'sayso-contact)) eglot-server-programs))
  (let* ((specs (cl-loop for (mode . language) in sayso-modes collect (list mode :language-id language)))
         (text (assq 'text-mode specs))
         (others (remq text specs)))
    (when others
      (push (cons others #'sayso-contact) eglot-server-programs))
    (when text
      (setq eglot-server-programs (append eglot-server-programs (list (cons (list text) #'sayso-contact)))))))

(sayso--register)

(defun sayso--project (directory)
  "The folder of the nearest sayso.toml above DIRECTORY, as a project.
There is one only for texts that sayso serves."
  (when-let* (((bound-and-true-p eglot-lsp-context))
              ((sayso--language-id major-mode))
              (root (locate-dominating-file directory "sayso.toml")))
    (cons 'sayso (expand-file-name root))))

(cl-defmethod project-root ((project (head sayso)))
  "The folder of PROJECT."
  (cdr project))

;; Behind version control, which tells better what belongs together.
(add-hook 'project-find-functions #'sayso--project 90)

(cl-defmethod eglot-client-capabilities ((_server sayso-server))
  "What Eglot can do, and besides it this package."
  (let* ((capabilities (cl-call-next-method))
         (document (copy-sequence (plist-get capabilities :textDocument)))
         (general (copy-sequence (plist-get capabilities :general))))
    ;; A server that is asked for diagnostics sends none.  The list of `sayso-check-project' needs those that are sent.
    (cl-remf document :diagnostic)
    (setq capabilities (plist-put capabilities :textDocument document))
    ;; In files that Eglot does not manage, to which that list leads too, it counts in UTF-16 whatever was agreed upon.
    (cl-remf general :positionEncodings)
    (setq capabilities (plist-put capabilities :general (or general eglot--{})))
    (setq capabilities (plist-put capabilities :experimental '(:sayso (:claimsChanged t))))
    (plist-put capabilities :window
               (plist-put (copy-sequence (plist-get capabilities :window)) :workDoneProgress t))))

(cl-defmethod eglot-handle-request ((server sayso-server) (_method (eql 'workspace/configuration)) &key items)
  "Answer SERVER's question for the settings ITEMS.
What `eglot-workspace-configuration' has under `:sayso' stands above the
settings of the group `sayso'."
  (let ((above (cl-call-next-method)))
    (vconcat
     (cl-mapcar
      (lambda (item above)
        (with-temp-buffer
          (let* ((uri (plist-get item :scopeUri))
                 (folder (and uri (sayso--file uri))))
            (setq default-directory
                  (file-name-as-directory (if (and folder (file-directory-p folder))
                                              folder
                                            (project-root (eglot--project server)))))
            (setq-local major-mode 'text-mode)
            (hack-dir-local-variables-non-file-buffer)
            (let ((settings (sayso--settings)))
              (cl-loop for (key value) on above by #'cddr
                       do (setq settings (plist-put settings key value)))
              settings))))
      items above))))

(defun sayso--configure (server)
  "Have SERVER ask for the settings anew."
  (jsonrpc-notify server :workspace/didChangeConfiguration '(:settings nil)))

(defun sayso--servers ()
  "The servers of sayso that run."
  (seq-filter (lambda (server) (and (cl-typep server 'sayso-server) (jsonrpc-running-p server)))
              (apply #'append (hash-table-values eglot--servers-by-project))))

(defun sayso--uri (file)
  "The address of FILE."
  (if (fboundp 'eglot-path-to-uri)
      (eglot-path-to-uri file)
    (with-suppressed-warnings ((obsolete eglot--path-to-uri))
      (eglot--path-to-uri file))))

(defun sayso--file (uri)
  "The file at URI."
  (if (fboundp 'eglot-uri-to-path)
      (eglot-uri-to-path uri)
    (with-suppressed-warnings ((obsolete eglot--uri-to-path))
      (eglot--uri-to-path uri))))

(defun sayso--region (range)
  "Where RANGE begins and ends in this buffer, as a cons."
  (if (fboundp 'eglot-range-region)
      (eglot-range-region range)
    (with-suppressed-warnings ((obsolete eglot--range-region))
      (eglot--range-region range))))

(defun sayso--document ()
  "This text, as requests name it."
  (list :uri (sayso--uri buffer-file-name)))

(defvar sayso--warned nil
  "What `sayso-ensure' warned of last.")

;;;###autoload
(defun sayso-ensure ()
  "Start the language server for this text, if it is one that sayso serves.
This is for hooks: nothing happens in other modes, and of a program that
cannot be started there is one warning."
  (when (and buffer-file-name (sayso--language-id major-mode) (not (eglot-current-server)))
    (condition-case fault
        (progn
          (sayso--check-program)
          (setq sayso--warned nil)
          (eglot-ensure))
      (user-error
       (unless (equal fault sayso--warned)
         (setq sayso--warned fault)
         (display-warning 'sayso (error-message-string fault)))))))


;;; A server that dies

(defconst sayso--deaths-at-most 5
  "A server that has died so often is not started again.
Only deaths within the last `sayso--deaths-within' seconds count.")

(defconst sayso--deaths-within 180
  "Seconds.")

(defvar sayso--deaths (make-hash-table :test #'equal)
  "When servers died by themselves, by project.")

(defun sayso--last-words (server)
  "The last line that SERVER wrote to its standard error, or nothing."
  (let* ((buffer (jsonrpc-stderr-buffer server))
         (lines (and (buffer-live-p buffer)
                     (seq-remove (lambda (line) (string-prefix-p "Process EGLOT" line))
                                 (split-string (with-current-buffer buffer (buffer-string)) "\n" t "[ \t\r]+")))))
    (if lines (format "  Its last words: %s." (string-trim-right (car (last lines)) "\\.")) "")))

(defun sayso--judge (server early)
  "Whether SERVER, which has died by itself, is started again.
The answer is `again' or `never', and the user is told of the latter.
EARLY tells that it died soon after it was started."
  (let* ((project (eglot--project server))
         (now (float-time))
         (deaths (cons now (seq-filter (lambda (time) (< (- now time) sayso--deaths-within)) (gethash project sayso--deaths))))
         (often (>= (length deaths) sayso--deaths-at-most)))
    (puthash project deaths sayso--deaths)
    (when (or early often)
      (display-warning
       'sayso
       (concat (if often
                   (format "The server has died %d times in %d minutes." (length deaths) (/ sayso--deaths-within 60))
                 "The server died soon after its start.")
               (sayso--last-words server)
               (substitute-command-keys "  It is not started again; \\[sayso-restart] does that."))
       :error))
    (if (or early often) 'never 'again)))

(cl-defmethod eglot--inhibit-autoreconnect ((server sayso-server))
  "Whether SERVER is not to be started again.
Eglot starts again what lived for some seconds, however often it dies."
  (let ((early (cl-call-next-method)))
    (unless (or (jsonrpc-running-p server) (sayso--verdict server))
      (setf (sayso--verdict server) (sayso--judge server early)))
    (or early (eq (sayso--verdict server) 'never))))

;;;###autoload
(defun sayso-restart ()
  "Start the server of this text anew, by what `sayso-program' is now."
  (interactive)
  (let ((server (eglot-current-server)))
    (sayso--refuse-others server)
    ;; While the old one still runs.
    (sayso--check-program)
    (when server
      (ignore-errors (eglot-shutdown server)))
    (let ((project (eglot--current-project))
          (languages (sayso--languages)))
      (remhash project sayso--deaths)
      (eglot (mapcar #'car languages) project 'sayso-server (cons sayso-program sayso-arguments) (mapcar #'cdr languages)))))


;;; Requests

(defun sayso--refuse (format &rest arguments)
  "Signal a `user-error' with ARGUMENTS in FORMAT, in which commands are named."
  (user-error "%s" (substitute-command-keys (apply #'format-message format arguments))))

(defun sayso--refuse-others (server)
  "Signal a `user-error' unless this buffer is a text for sayso.
So it is if SERVER, which Eglot has for it, is another one."
  (cond ((not buffer-file-name)
         (user-error "This buffer visits no file; sayso serves texts in files"))
        ((not (sayso--language-id major-mode))
         (user-error "`%s' is not one of the modes that sayso serves; add it to `sayso-modes'" major-mode))
        ((not (or (null server) (cl-typep server 'sayso-server)))
         (sayso--refuse "Eglot has another server for this text, %s.  Stop it with \\[eglot-shutdown], then \\[sayso-restart]"
                        (or (plist-get (eglot--server-info server) :name) (jsonrpc-name server))))))

(defun sayso--current-server ()
  "The server of this text; a `user-error' if there is none."
  (let ((server (eglot-current-server)))
    (sayso--refuse-others server)
    (unless (and server (jsonrpc-running-p server))
      (sayso--refuse "There is no sayso server for this text; start it with \\[sayso-restart]"))
    server))

(defun sayso--too-old (server what)
  "Signal a `user-error': SERVER cannot do WHAT."
  (sayso--refuse "Sayso %s is too old to %s.  Install a newer one with “cargo install sayso”, then \\[sayso-restart]"
                 (or (plist-get (eglot--server-info server) :version) "of an unknown version") what))

(defun sayso--server-for (ability what)
  "The server of this text; a `user-error' if it has no ABILITY and cannot do WHAT."
  (let* ((server (sayso--current-server))
         (experimental (plist-get (eglot--capabilities server) :experimental)))
    (unless (eq (plist-get (plist-get experimental :sayso) ability) t)
      (sayso--too-old server what))
    server))

(defun sayso--server-with (command what)
  "The server of this text; a `user-error' if it has no COMMAND and cannot do WHAT."
  (let* ((server (sayso--current-server))
         (provider (plist-get (eglot--capabilities server) :executeCommandProvider)))
    (unless (seq-contains-p (plist-get provider :commands) command)
      (sayso--too-old server what))
    server))

(defun sayso--ask-claims ()
  "The claims and sources of this text, as it is now."
  (let ((server (sayso--server-for :claims "list claims")))
    (eglot--signal-textDocument/didChange)
    (or (jsonrpc-request server :sayso/claims (list :textDocument (sayso--document)))
        (sayso--refuse "The server does not know this text; \\[sayso-restart] starts it anew"))))


;;; Lists

(defun sayso--show (buffer position &optional stay)
  "Show POSITION of BUFFER in another window, and go there unless STAY is non-nil."
  (let ((window (display-buffer buffer '(nil (inhibit-same-window . t)))))
    (with-current-buffer buffer
      (when (or (< position (point-min)) (> position (point-max)))
        (widen))
      (goto-char position))
    (set-window-point window position)
    (unless stay
      (select-window window))))

(defun sayso--visit (&optional stay)
  "Go to the place of this row; with STAY non-nil, only show it."
  (interactive)
  (pcase (get-text-property (line-beginning-position) 'tabulated-list-id)
    ('nil (user-error "There is nothing on this line to go to"))
    ((and (pred markerp) place)
     (unless (buffer-live-p (marker-buffer place))
       (user-error "The text is no longer open"))
     (sayso--show (marker-buffer place) (marker-position place) stay))
    (`(,file . ,range)
     (unless (file-readable-p file)
       (user-error "%s is no longer there" file))
     (let ((buffer (find-file-noselect file)))
       (sayso--show buffer (with-current-buffer buffer (car (sayso--region range))) stay)))))

(defun sayso--display ()
  "Show the place of this row, and stay here."
  (interactive)
  (sayso--visit 'stay))

(defvar sayso-list-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'sayso--visit)
    (define-key map (kbd "o") #'sayso--display)
    (define-key map (kbd "C-o") #'sayso--display)
    map)
  "Keys in lists of places.")

(define-derived-mode sayso-list-mode tabulated-list-mode "Places"
  "Rows that stand for places in texts.
\\<sayso-list-mode-map>\\[sayso--visit] goes to the place of a row, \\[sayso--display] shows it."
  :interactive nil)

(defun sayso--print (rows)
  "Show ROWS in this list.  Each window stays at the row it was at."
  (let ((lines (mapcar (lambda (window) (cons window (line-number-at-pos (window-point window))))
                       (get-buffer-window-list nil nil t)))
        (line (line-number-at-pos)))
    (setq tabulated-list-entries rows)
    (tabulated-list-print)
    (pcase-dolist (`(,place . ,line) (append lines (list (cons nil line))))
      (goto-char (point-min))
      (forward-line (1- line))
      (when place
        (set-window-point place (point))))))


;;; Claims

(defvar-local sayso--text nil
  "The text of this list.")

(defvar-local sayso--list nil
  "The list of the claims of this text.")

(defvar-local sayso--claims nil
  "The claims of this list: each with its place, its status and its row.")

(defvar-local sayso--filter nil
  "The only status that this list shows, or nil.")

(defvar-local sayso--timer nil
  "Renews the list when this text has been left alone for a moment.")

(defconst sayso--statuses '("attributed" "carried-on" "referenced" "own" "unattributed")
  "What a claim can be.")

(defvar sayso-claims-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "f") #'sayso-claims-filter)
    map)
  "Keys in lists of claims.")

(define-derived-mode sayso-claims-mode sayso-list-mode "Claims"
  "The claims of a text, each with its status and its source.
The list follows the text.
\\<sayso-claims-mode-map>\\[sayso--visit] goes to a claim,
\\[sayso--display] shows it, \\[sayso-claims-filter] leaves those of one
status, \\[revert-buffer] renews the list."
  :interactive nil
  (setq tabulated-list-format [("Line" 5 sayso--by-line :right-align t :pad-right 2)
                               ("Status" 13 t)
                               ("Source" 26 t)
                               ("Claim" 0 t)])
  (setq-local revert-buffer-function #'sayso--revert-claims)
  (tabulated-list-init-header))

(defun sayso--by-line (one other)
  "Whether the row ONE stands before OTHER in the text."
  (< (car one) (car other)))

(defun sayso--row (claim sources)
  "CLAIM with its place, its status and its row.
SOURCES are those of the text, which is this buffer."
  (let* ((index (plist-get claim :source))
         (source (and index (plist-get (elt sources index) :name)))
         (status (plist-get claim :status))
         (place (copy-marker (car (sayso--region (plist-get claim :range))))))
    (list place status
          (vector (number-to-string (line-number-at-pos place t))
                  (propertize status 'face (if (equal status "unattributed") 'warning 'default))
                  (or source "")
                  (replace-regexp-in-string "[ \t\n\r]+" " " (plist-get claim :text))))))

(defun sayso--take (answer)
  "Show ANSWER, the claims of this text, in its list."
  (when (buffer-live-p sayso--list)
    (let ((rows (seq-map (lambda (claim) (sayso--row claim (plist-get answer :sources))) (plist-get answer :claims)))
          (counts (plist-get answer :counts)))
      (with-current-buffer sayso--list
        (setq sayso--claims rows)
        (setq mode-line-process
              (format " %s · %s sourced · %s ours · %s no source"
                      (plist-get counts :claims) (plist-get counts :sourced)
                      (plist-get counts :own) (plist-get counts :unattributed)))
        (sayso--print-claims)))))

(defun sayso--print-claims ()
  "Show the claims of this list that have the chosen status."
  (sayso--print (cl-loop for (place status row) in sayso--claims
                         when (member sayso--filter (list nil status))
                         collect (list place row))))

(defun sayso--renew (text)
  "Ask for the claims of TEXT, and show them in its list."
  (when (buffer-live-p text)
    (with-current-buffer text
      (setq sayso--timer nil)
      (when-let* (((buffer-live-p sayso--list))
                  (server (eglot-current-server))
                  ((jsonrpc-running-p server))
                  (tick (buffer-chars-modified-tick)))
        (eglot--signal-textDocument/didChange)
        (jsonrpc-async-request
         server :sayso/claims (list :textDocument (sayso--document))
         :success-fn (lambda (answer)
                       (when (and answer (buffer-live-p text))
                         (with-current-buffer text
                           ;; Those of an older text have other places, and the change has set the timer again.
                           (when (= tick (buffer-chars-modified-tick))
                             (sayso--take answer)))))
         ;; A text that goes on is asked for again; a server that ends is told of elsewhere.
         :error-fn #'ignore
         :timeout-fn #'ignore)))))

(defun sayso--renew-soon (&rest _)
  "Renew the list of this text, once it has been left alone for a moment."
  (when sayso--timer
    (cancel-timer sayso--timer))
  (if (buffer-live-p sayso--list)
      (setq sayso--timer (run-with-timer (or eglot-send-changes-idle-time 0.5) nil #'sayso--renew (current-buffer)))
    (remove-hook 'after-change-functions #'sayso--renew-soon t)))

(cl-defmethod eglot-handle-notification ((_server sayso-server) (_method (eql 'sayso/claimsChanged))
                                         &key uri &allow-other-keys)
  "The claims of the text at URI may be others without an edit of it."
  (when-let* ((text (find-buffer-visiting (sayso--file uri))))
    (sayso--renew text)))

(defun sayso--revert-claims (&rest _)
  "Renew this list."
  (unless (buffer-live-p sayso--text)
    (user-error "The text is no longer open"))
  (with-current-buffer sayso--text
    (sayso--take (sayso--ask-claims))))

(defun sayso-claims-filter (status)
  "Leave only claims of that STATUS in this list; all, if it is empty."
  (interactive (list (completing-read "Status (empty for all): " sayso--statuses nil t)) sayso-claims-mode)
  (setq sayso--filter (and (not (string-empty-p status)) status))
  (setq mode-name (if sayso--filter (format "Claims:%s" sayso--filter) "Claims"))
  (sayso--print-claims))

;;;###autoload
(defun sayso-claims ()
  "List the claims of this text, each with its status and its source."
  (interactive)
  (let ((answer (sayso--ask-claims))
        (text (current-buffer)))
    (unless (buffer-live-p sayso--list)
      (setq sayso--list (generate-new-buffer (format "*sayso claims: %s*" (buffer-name))))
      (with-current-buffer sayso--list
        (sayso-claims-mode)
        (setq sayso--text text)))
    (add-hook 'after-change-functions #'sayso--renew-soon nil t)
    (sayso--take answer)
    (pop-to-buffer sayso--list)))


;;; Rules

(defun sayso--diagnostic (diagnostic)
  "DIAGNOSTIC of Flymake as the server sent it, or nil."
  (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic)))

(defun sayso--rule-here ()
  "The rule of a finding at point, or nil."
  (seq-some (lambda (diagnostic) (plist-get (sayso--diagnostic diagnostic) :code))
            (flymake-diagnostics (point))))

(defun sayso--markdown (text)
  "TEXT, which is Markdown, as it is to be read."
  (with-temp-buffer
    (insert text)
    (when (fboundp 'gfm-view-mode)
      (let ((inhibit-message t)
            (markdown-fontify-code-blocks-natively t))
        (delay-mode-hooks (gfm-view-mode))
        (font-lock-ensure)))
    (buffer-string)))

;;;###autoload
(defun sayso-explain-rule (name)
  "Show the manual page of the rule NAME.
Interactively, offer the rule of the finding at point."
  (interactive (list nil))
  (let* ((server (sayso--server-for :rules "explain rules"))
         (rules (append (jsonrpc-request server :sayso/rules nil) nil))
         (names (mapcar (lambda (rule) (plist-get rule :name)) rules))
         (find (lambda (name) (seq-find (lambda (rule) (equal (plist-get rule :name) name)) rules)))
         (here (sayso--rule-here))
         (completion-extra-properties
          (list :annotation-function (lambda (name) (concat "  " (plist-get (funcall find name) :summary)))))
         (name (or name (completing-read (format-prompt "Rule" here) names nil t nil nil here)))
         (rule (or (funcall find name)
                   (user-error "There is no rule “%s”; there are %s" name (string-join names ", ")))))
    (with-help-window "*sayso rule*"
      (with-current-buffer standard-output
        (insert (propertize name 'face 'bold) (format " (%s)\n\n" (plist-get rule :severity))
                (sayso--markdown (plist-get rule :page)))
        ;; What `markdown-mode' hides of its markup.
        (add-to-invisibility-spec 'markdown-markup)))))


;;; The project

(cl-defmethod eglot-handle-notification :before
  ((server sayso-server) (_method (eql 'textDocument/publishDiagnostics)) &key uri diagnostics &allow-other-keys)
  "Keep the DIAGNOSTICS that SERVER sends for URI."
  (puthash uri diagnostics (sayso--published server)))

(cl-defmethod eglot-handle-notification ((server sayso-server) (_method (eql '$/progress)) &key token value &allow-other-keys)
  "Show how far the check of the project is.
TOKEN and VALUE are what SERVER tells of it."
  (if (not (and (sayso--check server) (string-prefix-p "sayso/check" (format "%s" token))))
      (cl-call-next-method)
    (let ((percentage (plist-get value :percentage)))
      (pcase (plist-get value :kind)
        ("begin"
         (setf (sayso--check server) token)
         (setf (sayso--reporter server) (make-progress-reporter (concat (plist-get value :title) "...") 0 100)))
        ("report"
         (when (and percentage (sayso--reporter server))
           (progress-reporter-update (sayso--reporter server) percentage (plist-get value :message))))
        ("end"
         (setf (sayso--reporter server) nil))))))

(defvar-local sayso--of-server nil
  "The server whose findings this list shows.")

(define-derived-mode sayso-findings-mode sayso-list-mode "Findings"
  "The findings in the texts of a project.
\\<sayso-findings-mode-map>\\[sayso--visit] goes to a finding,
\\[sayso--display] shows it, \\[revert-buffer] checks the project again."
  :interactive nil
  (setq tabulated-list-format [("File" 30 t) ("Line" 5 nil :right-align t :pad-right 2) ("Weight" 11 t) ("Rule" 25 t)
                               ("Finding" 0 t)])
  (setq-local revert-buffer-function #'sayso--revert-findings)
  (tabulated-list-init-header))

(defun sayso--revert-findings (&rest _)
  "Check the project of this list again."
  (unless (jsonrpc-running-p sayso--of-server)
    (sayso--refuse "The server of this list has ended; give \\[sayso-check-project] in a text"))
  (sayso--check-all sayso--of-server))

(defun sayso--findings (server)
  "The findings of SERVER in all texts, as rows of a list."
  (let ((root (project-root (eglot--project server)))
        ;; It tells on which machine a file is.
        (eglot--cached-server server)
        (found nil))
    (maphash (lambda (uri diagnostics)
               (seq-doseq (diagnostic diagnostics)
                 (push (list (sayso--file uri) diagnostic) found)))
             (sayso--published server))
    (cl-flet ((place (finding)
                (let ((start (plist-get (plist-get (cadr finding) :range) :start)))
                  (format "%s\0%9d\0%9d" (car finding) (plist-get start :line) (plist-get start :character)))))
      (setq found (sort found (lambda (one other) (string< (place one) (place other))))))
    (cl-loop for (file diagnostic) in found
             for range = (plist-get diagnostic :range)
             collect
             (list (cons file range)
                   (vector (file-relative-name file root)
                           (number-to-string (1+ (plist-get (plist-get range :start) :line)))
                           (pcase (plist-get diagnostic :severity)
                             (1 (propertize "error" 'face 'error))
                             (2 (propertize "warning" 'face 'warning))
                             (4 "hint")
                             (_ "information"))
                           (format "%s" (or (plist-get diagnostic :code) ""))
                           (car (split-string (plist-get diagnostic :message) "\n")))))))

(defun sayso--check-all (server)
  "Have SERVER check its project, and list the findings."
  (let ((done (lambda () (setf (sayso--check server) nil (sayso--reporter server) nil))))
    (setf (sayso--check server) t)
    (jsonrpc-async-request
     server :workspace/executeCommand '(:command "sayso.checkWorkspace" :arguments [])
     :timeout nil
     :success-fn
     (jsonrpc-lambda (&key files findings unread cancelled &allow-other-keys)
       (funcall done)
       (sayso--list-findings server)
       (message "sayso: %d finding%s in %d text%s%s%s" findings (if (= findings 1) "" "s") files (if (= files 1) "" "s")
                (if (> (or unread 0) 0) (format ", %d not read" unread) "")
                (if (eq cancelled t) "; cancelled, so not all texts were checked" "")))
     :error-fn
     (jsonrpc-lambda (&key message &allow-other-keys)
       (funcall done)
       (message "sayso: the project was not checked: %s" message)))))

(defun sayso--list-findings (server)
  "Show the findings of SERVER in all texts."
  (with-current-buffer (get-buffer-create (format "*sayso findings: %s*" (eglot-project-nickname server)))
    (unless (derived-mode-p 'sayso-findings-mode)
      (sayso-findings-mode))
    (setq sayso--of-server server)
    (sayso--print (sayso--findings server))
    (display-buffer (current-buffer))))

;;;###autoload
(defun sayso-check-project ()
  "Check all texts of the project of this text, and list the findings.
While that goes on, offer to cancel it."
  (interactive)
  (let* ((server (sayso--server-with "sayso.checkWorkspace" "check a project"))
         (check (sayso--check server)))
    (cond ((not check)
           (sayso--check-all server))
          ((not (y-or-n-p "The project is being checked.  Cancel that? ")))
          ((eq check t)
           (user-error "It has not begun yet"))
          (t
           (jsonrpc-notify server :window/workDoneProgress/cancel (list :token check))))))


;;; Sources

(defun sayso--name-here ()
  "The source that point is at or that the claim at point has, or nil."
  (let* ((answer (sayso--ask-claims))
         (sources (plist-get answer :sources))
         (here (lambda (thing)
                 (when-let* ((range (plist-get thing :range))
                             (region (sayso--region range)))
                   (<= (car region) (point) (cdr region)))))
         (source (seq-find here sources))
         (index (plist-get (seq-find here (plist-get answer :claims)) :source)))
    (plist-get (or source (and index (elt sources index))) :name)))

(defun sayso--read-source (more)
  "Ask for a source; if MORE is non-nil, for its kind and its address too."
  (let* ((name-here (if (use-region-p)
                        (string-join (split-string (buffer-substring-no-properties (region-beginning) (region-end))) " ")
                      (sayso--name-here)))
         (name (string-trim (read-string (format-prompt "Source" name-here) nil nil name-here))))
    (if (not more)
        name
      (let ((kind (completing-read "Kind (empty to leave it out): " '("person" "group" "organisation" "document") nil t))
            (url (string-trim (read-string "Address (empty to leave it out): "))))
        `(:name ,name
          ,@(and (not (string-empty-p kind)) (list :kind kind))
          ,@(and (not (string-empty-p url)) (list :url url)))))))

(defun sayso--touched (server file)
  "Tell SERVER that FILE is another on disk.
Where files cannot be watched, it hears of that by this alone."
  (jsonrpc-notify server :workspace/didChangeWatchedFiles
                  (list :changes (vector (list :uri (sayso--uri file) :type (if (file-exists-p file) 2 3))))))

;;;###autoload
(defun sayso-add-source (source)
  "Add SOURCE, a name, to the sayso.toml of this text.
SOURCE can also be a plist with `:name', `:kind', `:url' and `:aliases'.

Interactively, offer the active region, else the source at point; with a
prefix argument, ask for a kind and an address too."
  (interactive (progn
                 (sayso--server-with "sayso.addSource" "add sources")
                 (list (sayso--read-source current-prefix-arg))))
  (let* ((server (sayso--server-with "sayso.addSource" "add sources"))
         (name (if (stringp source) source (or (plist-get source :name) "")))
         (root (or (locate-dominating-file buffer-file-name "sayso.toml") (project-root (eglot--project server))))
         (file (expand-file-name "sayso.toml" root))
         ;; A server cannot have every version of Eglot make a file.
         (made (not (file-exists-p file)))
         (open (find-buffer-visiting file))
         (done nil))
    (when (string-empty-p name)
      (user-error "A source needs a name"))
    (when (and open (buffer-modified-p open))
      (user-error "Save %s first: the server reads what is on disk" (abbreviate-file-name file)))
    (when made
      (write-region "" nil file nil 'silent)
      (sayso--touched server file))
    ;; It is visited, since Eglot asks before it changes what is not.
    (let ((buffer (find-file-noselect file)))
      (unwind-protect
          (let ((range (sayso--request-source server source)))
            (with-current-buffer buffer
              (let ((inhibit-message t))
                (save-buffer)))
            (setq done t)
            (sayso--touched server file)
            (sayso--show buffer (with-current-buffer buffer (car (sayso--region range))) 'stay)
            (message "%s now stands in %s" name (abbreviate-file-name file)))
        (when (and made (not done))
          (with-current-buffer buffer
            (set-buffer-modified-p nil)
            (kill-buffer))
          (delete-file file)
          (sayso--touched server file))))))

(defun sayso--request-source (server source)
  "Have SERVER add SOURCE to the sayso.toml of this text; where it stands then."
  (with-suppressed-warnings ((obsolete eglot-confirm-server-initiated-edits))
    ;; The user has just asked for this edit.
    (let ((eglot-confirm-server-edits nil)
          (eglot-confirm-server-initiated-edits nil))
      (condition-case fault
          (plist-get (jsonrpc-request server :workspace/executeCommand
                                      (list :command "sayso.addSource"
                                            :arguments (vector (sayso--uri buffer-file-name) source)))
                     :range)
        (jsonrpc-error
         (user-error "The source was not added: %s"
                     (or (alist-get 'jsonrpc-error-message (cdr fault)) (error-message-string fault))))))))

(provide 'sayso)
;;; sayso.el ends here
