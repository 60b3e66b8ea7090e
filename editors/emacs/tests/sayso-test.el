;;; sayso-test.el --- The package in a real Emacs  -*- lexical-binding: t; -*-

;;; Commentary:

;; SAYSO=path/to/sayso emacs --batch --no-init-file -l sayso-test.el
;;
;; What is to be reported is never written down here: `sayso check' is asked about the same text.

;;; Code:

(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'ert)
(require 'json)
(require 'markdown-mode)

(defconst sayso-test--here (file-name-directory (or load-file-name buffer-file-name)))
(defconst sayso-test--package (expand-file-name "../sayso.el" sayso-test--here))
(require 'sayso sayso-test--package)

(defconst sayso-test--program (or (getenv "SAYSO") (error "SAYSO must be the path of the program")))

(setq create-lockfiles nil
      make-backup-files nil
      enable-local-variables :all
      warning-minimum-log-level :error
      eglot-sync-connect 10
      sayso-program (or (getenv "SAYSO_SERVER") sayso-test--program))

(defconst sayso-test--article
  (with-temp-buffer
    (insert-file-contents (expand-file-name "../../../examples/harbour-tunnel.txt" sayso-test--here))
    (buffer-string)))

(defun sayso-test--wait (what)
  "Wait until WHAT returns something, and return that, or nil."
  (let ((end (+ (float-time) 5)) found)
    (while (not (or (setq found (funcall what)) (> (float-time) end)))
      (accept-process-output nil 0.02))
    found))

(defun sayso-test--write (folder name text &optional coding)
  "Write TEXT in CODING into a file called NAME in FOLDER."
  (let ((coding-system-for-write (or coding 'utf-8-unix))
        (file (expand-file-name name folder)))
    (make-directory (file-name-directory file) t)
    (write-region text nil file nil 'silent)
    file))

(defun sayso-test--open (folder name text &optional coding)
  "Open a file called NAME with that TEXT, in CODING, in FOLDER, and start the server."
  (switch-to-buffer (find-file-noselect (sayso-test--write folder name text coding)))
  (unless (eglot-current-server)
    (sayso-restart))
  (should (sayso-test--wait (lambda () (and (eglot-managed-p) (eglot-current-server)))))
  (flymake-start))

(defmacro sayso-test--in-folder (folder &rest body)
  "Do BODY with FOLDER as a new folder, and clean up."
  (declare (indent 1) (debug (symbolp body)))
  `(let ((,folder (file-name-as-directory (file-truename (make-temp-file "sayso" t))))
         (eglot-autoreconnect t)
         (sayso-program sayso-program))
     (clrhash sayso--deaths)
     (unwind-protect
         (save-window-excursion
           ,@body)
       ;; ERT makes errors of those that Eglot lets pass.
       (let ((debug-on-error nil))
         (dolist (server (sayso--servers))
           (ignore-errors (eglot-shutdown server)))
         (dolist (buffer (buffer-list))
           (with-current-buffer buffer
             (when (or buffer-file-name (derived-mode-p 'sayso-list-mode))
               (set-buffer-modified-p nil)
               (kill-buffer))))
         (delete-directory ,folder t)))))

(defmacro sayso-test--with (name text &rest body)
  "Do BODY in a file called NAME with that TEXT, in a new folder, with the server."
  (declare (indent 2) (debug (form form body)))
  `(sayso-test--in-folder folder
     (sayso-test--open folder ,name ,text)
     ,@body))

(defun sayso-test--line (offset words rule severity message)
  "A finding as one line: OFFSET in bytes, WORDS, RULE, SEVERITY and MESSAGE."
  (format "%d “%s” %s %s %s" offset words rule severity message))

(defun sayso-test--shown ()
  "What Flymake shows in this buffer."
  (sort (mapcar (lambda (diagnostic)
                  (let ((sent (sayso--diagnostic diagnostic))
                        (begin (flymake-diagnostic-beg diagnostic))
                        (end (flymake-diagnostic-end diagnostic)))
                    (sayso-test--line (bufferpos-to-filepos begin 'exact)
                                      (buffer-substring-no-properties begin end)
                                      (plist-get sent :code)
                                      (pcase (flymake-diagnostic-type diagnostic)
                                        ('eglot-error "error") ('eglot-warning "warning")
                                        ;; Flymake has one kind for both.
                                        ('eglot-note (if (eql (plist-get sent :severity) 4) "hint" "information")))
                                      (plist-get sent :message))))
                (flymake-diagnostics))
        #'string<))

(defun sayso-test--checked (&optional ignored)
  "What `sayso check' finds in this buffer's text as it would be saved, without the rules in IGNORED."
  (let* ((bytes (encode-coding-string (buffer-substring-no-properties (point-min) (point-max)) buffer-file-coding-system))
         (options (mapcan (lambda (rule) (list "--ignore" rule)) ignored))
         (name buffer-file-name)
         (printed (with-temp-buffer
                    (set-buffer-multibyte nil)
                    (insert bytes)
                    (let ((coding-system-for-read 'utf-8-unix)
                          (coding-system-for-write 'no-conversion))
                      (should (eql 0 (apply #'call-process-region (point-min) (point-max) sayso-test--program t t nil
                                            "check" "--format" "json" "--fail-on" "never"
                                            "--hints" "--min-confidence" "low" "--stdin-filename" name
                                            (append options '("-"))))))
                    (decode-coding-string (buffer-string) 'utf-8-unix)))
         (findings (plist-get (json-parse-string printed :object-type 'plist) :findings)))
    (sort (mapcar (lambda (finding)
                    (let* ((span (plist-get finding :span))
                           (words (decode-coding-string (substring bytes (aref span 0) (aref span 1))
                                                        buffer-file-coding-system)))
                      (sayso-test--line (aref span 0) words (plist-get finding :rule) (plist-get finding :severity)
                                        (concat (plist-get finding :message) "\n" (plist-get finding :help)))))
                  findings)
          #'string<)))

(defun sayso-test--agree (&optional ignored)
  "Wait until this buffer shows what `sayso check' finds, without the rules in IGNORED, and return that."
  (eglot--signal-textDocument/didChange) ; idle timers do not run in batch
  (let ((wanted (sayso-test--checked ignored)))
    (unless (sayso-test--wait (lambda () (equal (sayso-test--shown) wanted)))
      (should (equal (sayso-test--shown) wanted)))
    wanted))

(defun sayso-test--has (lines words rule)
  "Whether one of LINES is a finding of RULE in WORDS."
  (cl-some (lambda (line) (string-match-p (regexp-quote (format "“%s” %s " words rule)) line)) lines))

(defun sayso-test--go (words)
  "Go to the beginning of WORDS."
  (goto-char (point-min))
  (let ((case-fold-search nil))
    (search-forward words))
  (goto-char (match-beginning 0)))

(defun sayso-test--fault (body)
  "The message of the `user-error' that BODY signals."
  (cadr (should-error (funcall body) :type 'user-error)))

(defun sayso-test--rows ()
  "The rows of this list, each as a list of its columns."
  (mapcar (lambda (entry) (append (cadr entry) nil)) tabulated-list-entries))

(defun sayso-test--claims ()
  "The list of the claims of this text, which is shown."
  (save-window-excursion
    (sayso-claims)
    (current-buffer)))

(defun sayso-test--script (folder name body)
  "Write a shell script called NAME with that BODY into FOLDER; its path."
  (let ((file (sayso-test--write folder name (concat "#!/bin/sh\n" body "\n"))))
    (set-file-modes file #o755)
    file))

(defun sayso-test--process ()
  "The process of the server of this text."
  (jsonrpc--process (eglot-current-server)))

;;; What Eglot shows

(ert-deftest sayso-attaches ()
  "The server is that of plain text, Markdown and HTML, with their languages, and one serves them all."
  (sayso-test--in-folder folder
    (let (servers languages)
      (cl-letf* ((notify (symbol-function 'jsonrpc-notify))
                 ((symbol-function 'jsonrpc-notify)
                  (lambda (server method params)
                    (when (eq method :textDocument/didOpen)
                      (push (plist-get (plist-get params :textDocument) :languageId) languages))
                    (funcall notify server method params))))
        (dolist (name '("a.txt" "b.md" "c.html"))
          (sayso-test--open folder name "The work cost $412 million.\n")
          (cl-pushnew (eglot-current-server) servers)
          (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))
      (should (equal (nreverse languages) '("plaintext" "markdown" "html")))
      (should (equal (length servers) 1)))))

(ert-deftest sayso-stays-out-of-other-modes ()
  "What derives from `text-mode' and is no prose is not served."
  (sayso-test--in-folder folder
    (sayso-test--open folder "a.txt" "The work cost $412 million.\n")
    (define-derived-mode sayso-test-yaml-mode text-mode "YAML")
    (let ((auto-mode-alist (cons '("\\.yaml\\'" . sayso-test-yaml-mode) auto-mode-alist)))
      (dolist (name '("a.tex" "settings.yaml" "sayso.toml"))
        (find-file (sayso-test--write folder name "a: The work cost $412 million.\n"))
        (sayso-ensure)
        (should-not (eglot-managed-p))
        (should-not (eglot-current-server))
        (should-not (sayso-contact))))
    (should (string-match-p "not one of the modes" (sayso-test--fault #'sayso-claims)))
    ;; Which entry Eglot takes.
    (should-not (eq (nth 2 (eglot--lookup-mode 'yaml-mode)) #'sayso-contact))))

(ert-deftest sayso-hook-starts-it ()
  "`sayso-ensure' in a hook starts the server when the file has been opened."
  (sayso-test--in-folder folder
    (let ((text-mode-hook (cons #'sayso-ensure text-mode-hook)))
      (find-file (sayso-test--write folder "a.md" "The work cost $412 million.\n"))
      (run-hooks 'post-command-hook)
      (should (sayso-test--wait #'eglot-managed-p))
      (flymake-start)
      (sayso-test--agree))))

(ert-deftest sayso-diagnostics-are-those-of-check ()
  "The diagnostics are what `sayso check' finds."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (should (> (length (sayso-test--agree)) 10))))

(ert-deftest sayso-columns-beside-emoji ()
  "Emoji before a finding do not move it, nor do edits beside them."
  (sayso-test--with "emoji.md" "# 🚇\n\n👩‍🚒 The naïve 🙂 work cost $412 million.\n"
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))
    (sayso-test--go "work")
    (insert "🚇 naïve 🚇 ")
    (search-forward "$412 million")
    (insert " 🙂")
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))

(ert-deftest sayso-columns-with-crlf ()
  "Lines that end with CR and LF are counted right."
  (sayso-test--in-folder folder
    (sayso-test--open folder "crlf.txt" "First 🙂 line.\nIt is empty.\n\nThe work cost $412 million.\n" 'utf-8-dos)
    (should (equal (coding-system-eol-type buffer-file-coding-system) 1))
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))
    (sayso-test--go "It")
    (insert "So\n🙂 ")
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))

(ert-deftest sayso-typing-clears-a-finding ()
  "A source that is typed clears the finding of a figure."
  (sayso-test--with "typed.txt" sayso-test--article
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))
    (sayso-test--go "$412 million")
    (search-forward "$412 million")
    (insert ", according to the city's accounts")
    (should-not (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))

(ert-deftest sayso-hover ()
  "A hover shows the source of a figure, by ElDoc."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (sayso-test--go "$290 million")
    (let (shown)
      (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
      (should (sayso-test--wait (lambda () shown)))
      (should (string-match-p "“the contract signed in 2017”" shown)))))

(ert-deftest sayso-definition ()
  "Definition leads from a claim to where its source is introduced."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (sayso-test--go "30 per cent")
    (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
    (should (looking-at-p "Mayor Dana Whitlock said"))))

(ert-deftest sayso-references ()
  "References of a source are its mentions and claims."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (sayso-test--go "Mayor Dana Whitlock said")
    (let* ((backend (xref-find-backend))
           (found (xref-backend-references backend (xref-backend-identifier-at-point backend)))
           (words (mapcar (lambda (item)
                            (save-excursion
                              (goto-char (xref-location-marker (xref-item-location item)))
                              (buffer-substring-no-properties (point) (line-end-position))))
                          found)))
      (should (> (length words) 1))
      (should (cl-some (lambda (rest) (string-match-p "30 per cent" rest)) words)))))

(ert-deftest sayso-symbols ()
  "Imenu has the sources."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (should (string-match-p "Dana Whitlock" (format "%S" (eglot-imenu))))))

(ert-deftest sayso-workspace-symbols ()
  "Sources are found by a part of their names."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (let ((found (xref-backend-apropos (xref-find-backend) "Whitlock")))
      (should found)
      (goto-char (xref-location-marker (xref-item-location (car found))))
      (should (looking-at-p "\\(Mayor \\)?Dana Whitlock")))))

(ert-deftest sayso-highlight ()
  "The mentions of a source are highlighted."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (sayso-test--go "Mayor Dana Whitlock said")
    (forward-char 8)
    (cl-flet ((marked () (cl-loop for overlay in (overlays-in (point-min) (point-max))
                                  when (eq (overlay-get overlay 'face) 'eglot-highlight-symbol-face)
                                  collect (buffer-substring-no-properties (overlay-start overlay) (overlay-end overlay)))))
      (if (fboundp 'eglot-highlight-eldoc-function)
          (eglot-highlight-eldoc-function #'ignore)
        (eglot-hover-eldoc-function #'ignore))
      (should (sayso-test--wait #'marked))
      (should (cl-some (lambda (words) (string-match-p "Whitlock" words)) (marked))))))

(ert-deftest sayso-completion ()
  "Sources are offered behind “according to”."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (goto-char (point-max))
    (insert "\nThe work cost $9 million, according to ")
    (pcase-let ((`(,_begin ,_end ,table . ,_) (eglot-completion-at-point)))
      (should (cl-some (lambda (name) (string-match-p "Whitlock" name)) (all-completions "" table))))))

(ert-deftest sayso-code-action ()
  "An action is chosen and settles the finding."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))
    (sayso-test--go "$412 million")
    (let (offered)
      (cl-letf (((symbol-function 'completing-read)
                 (lambda (_prompt items &rest _)
                   (setq offered (mapcar #'car items))
                   (cl-find-if (lambda (title) (string-match-p "\\`Attribute to [^…]+\\'" title)) offered)))
                (last-nonmenu-event ?x))
        (eglot-code-actions (point) (1+ (point)) nil t))
      (should (> (length offered) 1)))
    (should-not (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))

(ert-deftest sayso-rename ()
  "A source is renamed wherever it is mentioned."
  (sayso-test--with "lee.md" "Ann Lee met them. Ann Lee said 30 people left. Lee said 12 stayed.\n"
    (sayso-test--go "Ann Lee said")
    (eglot-rename "Ann Moore")
    (should (equal (buffer-string) "Ann Moore met them. Ann Moore said 30 people left. Moore said 12 stayed.\n"))))

(ert-deftest sayso-inlay-hints ()
  "Who a pronoun stands for is written between the words, where Eglot can."
  (skip-unless (fboundp 'eglot-inlay-hints-mode))
  (sayso-test--with "he.md" "Mayor Dana Whitlock came. He said 30 people left.\n"
    (let* ((hints (jsonrpc-request (eglot-current-server) :textDocument/inlayHint
                                   (list :textDocument (sayso--document)
                                         :range '(:start (:line 0 :character 0) :end (:line 1 :character 0)))))
           (labels (format "%S" (mapcar (lambda (hint) (plist-get hint :label)) hints))))
      (should (string-match-p "Whitlock" labels)))))

;;; Settings

(ert-deftest sayso-settings-hold-from-the-start ()
  "Settings hold when the server starts."
  (let ((sayso-ignore '("unattributed-figure" "duplicate-paragraph")))
    (sayso-test--with "harbour-tunnel.txt" sayso-test--article
      (should (< (length (sayso-test--agree sayso-ignore)) (length (sayso-test--checked)))))))

(ert-deftest sayso-settings-change ()
  "Settings are taken over while the server runs."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (let ((process (sayso-test--process))
          (rules '("unattributed-figure" "duplicate-paragraph")))
      (sayso-test--agree)
      (unwind-protect
          (progn
            (customize-set-variable 'sayso-ignore rules)
            (should (< (length (sayso-test--agree rules)) (length (sayso-test--checked))))
            (customize-set-variable 'sayso-ignore nil)
            (sayso-test--agree)
            (customize-set-variable 'sayso-select '("vague-source"))
            (should (sayso-test--wait
                     (lambda ()
                       (let ((shown (sayso-test--shown)))
                         (and shown (cl-every (lambda (line) (string-match-p " vague-source " line)) shown)))))))
        (customize-set-variable 'sayso-ignore nil)
        (customize-set-variable 'sayso-select nil))
      (sayso-test--agree)
      (should (eq process (sayso-test--process))))))

(ert-deftest sayso-settings-of-a-folder ()
  "Settings come from .dir-locals.el too, and those of `eglot-workspace-configuration' stand above all."
  (sayso-test--in-folder folder
    (sayso-test--write folder ".dir-locals.el" "((nil . ((sayso-ignore . (\"unattributed-figure\")))))")
    (sayso-test--open folder "harbour-tunnel.txt" sayso-test--article)
    (sayso-test--agree '("unattributed-figure"))
    (setq-default eglot-workspace-configuration '(:sayso (:ignore ["vague-source"])))
    (unwind-protect
        (progn
          (eglot-signal-didChangeConfiguration (eglot-current-server))
          (sayso-test--agree '("vague-source")))
      (setq-default eglot-workspace-configuration nil))))

(ert-deftest sayso-settings-reject-an-unknown-rule ()
  "A rule that there is not is told of."
  (sayso-test--with "a.txt" "The work cost $412 million.\n"
    (let (told)
      (cl-letf (((symbol-function 'message) (lambda (format &rest arguments)
                                              (push (apply #'format-message format arguments) told))))
        (unwind-protect
            (progn
              (customize-set-variable 'sayso-ignore '("no-such-rule"))
              (should (sayso-test--wait
                       (lambda () (cl-some (lambda (line) (string-match-p "no-such-rule" line)) told)))))
          (customize-set-variable 'sayso-ignore nil))))))

(ert-deftest sayso-configuration-file ()
  "A sayso.toml holds, and is read again when it changes; one with a mistake leaves what held before."
  (sayso-test--in-folder folder
    (let ((file (sayso-test--write folder "sayso.toml" "[rules]\nignore = [\"unattributed-figure\"]\n"))
          (found nil))
      (sayso-test--open folder "sub/harbour-tunnel.txt" sayso-test--article)
      ;; The project is the folder of the file.
      (should (equal (project-root (eglot--project (eglot-current-server))) folder))
      (setq found (sayso-test--agree))
      (should-not (sayso-test--has found "$412 million" "unattributed-figure"))
      (sayso-test--write folder "sayso.toml" "[rules]\nignore = [\"unattributed-figur\"]\n")
      (sayso--touched (eglot-current-server) file)
      (let ((uri (sayso--uri file)))
        (should (sayso-test--wait (lambda ()
                                    (let ((faults (gethash uri (sayso--published (eglot-current-server)))))
                                      (and (cl-plusp (length faults))
                                           (string-match-p "unattributed-figur" (plist-get (elt faults 0) :message))))))))
      (should (equal (sayso-test--shown) found))
      (sayso-test--write folder "sayso.toml" "")
      (sayso--touched (eglot-current-server) file)
      (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure")))))

(ert-deftest sayso-file-watching ()
  "A sayso.toml that another program changes is read again."
  (skip-unless file-notify--library)
  (sayso-test--in-folder folder
    (sayso-test--write folder "sayso.toml" "[rules]\nignore = [\"unattributed-figure\"]\n")
    (sayso-test--open folder "a.txt" "The work cost $412 million.\n")
    (should-not (sayso-test--agree))
    ;; Once it has answered, it has asked for the watch.
    (sayso--ask-claims)
    (sayso-test--write folder "sayso.toml" "")
    ;; Such events come as keys do.
    (read-event nil nil 0.2)
    (should (sayso-test--has (sayso-test--agree) "$412 million" "unattributed-figure"))))

;;; Commands

(ert-deftest sayso-claims-lists ()
  "The list has the claims in their order, with status, source and line; RET goes there."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (let* ((text (current-buffer))
           (answer (sayso--ask-claims))
           (list (sayso-test--claims)))
      (with-current-buffer list
        (should (> (length (sayso-test--rows)) 5))
        (should (equal (length (sayso-test--rows)) (plist-get (plist-get answer :counts) :claims)))
        (should (string-match-p (format "%d sourced" (plist-get (plist-get answer :counts) :sourced)) mode-line-process))
        (cl-loop for claim across (plist-get answer :claims)
                 for row in (sayso-test--rows)
                 for source = (plist-get claim :source)
                 for line = (plist-get (plist-get (plist-get claim :range) :start) :line)
                 do (should (equal (mapcar #'substring-no-properties row)
                                   (list (number-to-string (1+ line))
                                         (plist-get claim :status)
                                         (if source (plist-get (elt (plist-get answer :sources) source) :name) "")
                                         (replace-regexp-in-string "\n" " " (plist-get claim :text)))))))
      (switch-to-buffer list)
      (sayso-test--go "30 per cent")
      (call-interactively (key-binding (kbd "RET")))
      (should (eq (window-buffer) text))
      (should (looking-at-p "30 per cent")))))

(ert-deftest sayso-claims-filters ()
  "The list can be cut down to a status, and back."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (with-current-buffer (sayso-test--claims)
      (let ((all (sayso-test--rows)))
        (sayso-claims-filter "unattributed")
        (let ((left (sayso-test--rows)))
          (should (< 0 (length left) (length all)))
          (should (cl-every (lambda (row) (equal (substring-no-properties (nth 1 row)) "unattributed")) left)))
        (sayso-claims-filter "")
        (should (equal (sayso-test--rows) all))))))

(ert-deftest sayso-claims-follows ()
  "The list follows the text, and what changes without an edit of it."
  (sayso-test--with "a.md" "The work cost $412 million.\n"
    (let ((list (sayso-test--claims)))
      (cl-flet ((has (claim status)
                  (with-current-buffer list
                    (cl-some (lambda (row) (and (equal (nth 3 row) claim) (equal (substring-no-properties (nth 1 row)) status)))
                             (sayso-test--rows)))))
        (should (has "$412 million" "unattributed"))
        (goto-char (point-max))
        (insert "\n“We sold 27,000 cars,” said Ann Lee.\n")
        (should (sayso-test--wait (lambda () (has "27,000 cars" "attributed"))))
        (should (has "$412 million" "unattributed"))
        ;; `g'
        (insert "\nSales rose 300%.\n")
        (with-current-buffer list (revert-buffer))
        (should (has "300%" "unattributed"))
        ;; What the server tells of.
        (with-current-buffer list (sayso--print nil))
        (eglot-handle-notification (eglot-current-server) 'sayso/claimsChanged :uri (sayso--uri buffer-file-name))
        (should (sayso-test--wait (lambda () (has "300%" "unattributed"))))))))

(ert-deftest sayso-claims-changed-is-sent ()
  "The server tells of claims that change because a sayso.toml does."
  (sayso-test--with "a.txt" "The work cost $412 million.\n"
    (let (told)
      (sayso--ask-claims)
      (cl-letf (((symbol-function 'sayso--renew) (lambda (text) (push text told))))
        (sayso--touched (eglot-current-server)
                        (sayso-test--write folder "sayso.toml" "[[source]]\nname = \"Ann Lee\"\nkind = \"person\"\n"))
        (should (sayso-test--wait (lambda () (memq (current-buffer) told))))))))

(ert-deftest sayso-rule-explained ()
  "The page of the rule at point is shown; an unknown rule is refused."
  (sayso-test--with "a.txt" "The work cost $412 million.\n"
    (sayso-test--agree)
    (sayso-test--go "$412")
    (let (offered)
      (cl-letf (((symbol-function 'completing-read)
                 (lambda (_prompt names _predicate _match _initial _history default)
                   (setq offered names)
                   default)))
        (call-interactively #'sayso-explain-rule))
      (let ((printed (with-temp-buffer
                       (call-process sayso-test--program nil t nil "rules")
                       (split-string (buffer-string) "\n" t))))
        (should (equal (sort offered #'string<)
                       (sort (mapcar (lambda (line) (car (split-string line))) printed) #'string<)))))
    (with-current-buffer "*sayso rule*"
      (should (string-match-p "\\`unattributed-figure" (buffer-string)))
      (should (string-match-p "What it flags" (buffer-string))))
    (should (string-match-p "no rule “nonsense”" (sayso-test--fault (lambda () (sayso-explain-rule "nonsense")))))))

(ert-deftest sayso-project-checked ()
  "All texts of the project are checked, open or not; the list leads to the findings."
  (sayso-test--in-folder folder
    (sayso-test--write folder "sub/other.md" "# 🙂\n\nSales 🙂 rose 300% in May.\n")
    (sayso-test--open folder "harbour-tunnel.txt" sayso-test--article)
    (let ((here (sayso-test--agree))
          told list)
      (cl-letf (((symbol-function 'message) (lambda (format &rest arguments)
                                              (when format
                                                (push (apply #'format-message format arguments) told)))))
        (sayso-check-project)
        (should (sayso-test--wait (lambda () (cl-some (lambda (line) (string-match-p "findings in 2 texts" line)) told))))
        (should (cl-some (lambda (line) (string-match-p "Checking the workspace" line)) told)))
      (with-current-buffer (format "*sayso findings: %s*" (eglot-project-nickname (eglot-current-server)))
        (let ((rows (sayso-test--rows)))
          (should (equal (cl-count "harbour-tunnel.txt" rows :key #'car :test #'equal) (length here)))
          (let ((there (cl-remove "harbour-tunnel.txt" rows :key #'car :test #'equal)))
            (should (equal (mapcar (lambda (row) (list (nth 0 row) (nth 1 row) (nth 3 row))) there)
                           '(("sub/other.md" "3" "unattributed-figure"))))))
        (setq list (current-buffer)))
      (switch-to-buffer list)
      (sayso-test--go "sub/other.md")
      (call-interactively (key-binding (kbd "RET")))
      (set-buffer (window-buffer))
      (should (equal (file-name-nondirectory buffer-file-name) "other.md"))
      (should (looking-at-p "300%")))))

(ert-deftest sayso-project-not-readable ()
  "What may not be read in the project is told of."
  (sayso-test--in-folder folder
    (let* ((secret (expand-file-name "secret" folder))
           ;; Whoever may read everything is started without that right.
           (modest (format "exec setpriv --bounding-set=-dac_override,-dac_read_search %s \"$@\""
                           (shell-quote-argument sayso-program)))
           (sayso-program (if (= (user-uid) 0) (sayso-test--script folder "modest" modest) sayso-program))
           told)
      (sayso-test--write folder "secret/a.md" "The bridge cost $3 million.\n")
      (set-file-modes secret 0)
      (unwind-protect
          (progn
            (sayso-test--open folder "open.txt" "The work cost $412 million.\n")
            (sayso-test--agree)
            (cl-letf (((symbol-function 'message) (lambda (format &rest arguments)
                                                    (when format
                                                      (push (apply #'format-message format arguments) told)))))
              (sayso-check-project)
              (dolist (words (list ", 1 not read"
                                   (format "cannot be read and is not checked: %s: permission denied.*exclude" secret)))
                (should (sayso-test--wait
                         (lambda () (cl-some (lambda (line) (string-match-p words line)) told)))))))
        (set-file-modes secret #o700)))))

(ert-deftest sayso-project-check-cancelled ()
  "A check of the project can be cancelled."
  (sayso-test--in-folder folder
    ;; Long texts without a finding: the server has much to do, and Emacs has not.
    (let ((text (apply #'concat (make-list 2000 "The harbour was quiet, and nobody spoke of the ship that had left in the night. "))))
      (dotimes (number 100)
        (sayso-test--write folder (format "%d.txt" number) text)))
    (sayso-test--open folder "open.txt" "Hello.\n")
    (let ((server (eglot-current-server))
          told)
      (cl-letf (((symbol-function 'message) (lambda (format &rest arguments)
                                              (when format
                                                (push (apply #'format-message format arguments) told))))
                ((symbol-function 'y-or-n-p) (lambda (_prompt) t)))
        (sayso-check-project)
        (should (sayso-test--wait (lambda () (stringp (sayso--check server)))))
        (sayso-check-project)
        (should (sayso-test--wait (lambda () (cl-some (lambda (line) (string-match-p "cancelled" line)) told))))
        (should-not (sayso--check server))))))

(ert-deftest sayso-source-added ()
  "A source goes into sayso.toml, which is made where there is none; it is known then."
  (sayso-test--with "lee.md" "“We sold 27,000 cars,” said Ann Lee. Bo Hall said 12 people came.\n"
    (cl-flet ((known () (cl-loop for source across (plist-get (sayso--ask-claims) :sources)
                                 when (eq (plist-get source :known) t) collect (plist-get source :name)))
              (configuration () (with-temp-buffer
                                  (insert-file-contents (expand-file-name "sayso.toml" folder))
                                  (buffer-string))))
      (should-not (known))
      ;; The source of the claim at point.
      (sayso-test--go "27,000")
      (cl-letf (((symbol-function 'read-string) (lambda (_prompt _initial _history default) default)))
        (call-interactively #'sayso-add-source))
      (should (string-match-p "\\[\\[source\\]\\]\\(.\\|\n\\)*\"Ann Lee\"" (configuration)))
      (should (sayso-test--wait (lambda () (equal (known) '("Ann Lee")))))
      ;; The region.
      (sayso-test--go "Bo Hall")
      (push-mark (+ (point) (length "Bo Hall")) t t)
      (cl-letf (((symbol-function 'read-string) (lambda (_prompt _initial _history default) default))
                (transient-mark-mode t))
        (call-interactively #'sayso-add-source))
      (should (sayso-test--wait (lambda () (equal (sort (known) #'string<) '("Ann Lee" "Bo Hall")))))
      ;; More than a name.
      (sayso-add-source '(:name "Cy Orr" :kind "person" :url "https://example.org/orr"))
      (should (string-match-p "https://example.org/orr" (configuration)))
      ;; One that is there already.
      (let ((before (configuration)))
        (should (string-match-p "Ann Lee" (sayso-test--fault (lambda () (sayso-add-source "Ann Lee")))))
        (should (equal (configuration) before)))
      ;; One that is being edited.
      (with-current-buffer "sayso.toml"
        (insert "# "))
      (should (string-match-p "Save .*sayso.toml first" (sayso-test--fault (lambda () (sayso-add-source "Di Poe")))))
      (should (string-match-p "needs a name" (sayso-test--fault (lambda () (sayso-add-source ""))))))))

(ert-deftest sayso-source-not-added-makes-no-file ()
  "Where a source cannot be added, no empty sayso.toml is left."
  (sayso-test--with "a.md" "Hello.\n"
    (should-error (sayso-add-source '(:name "Ann Lee" :kind "nonsense")) :type 'user-error)
    (should-not (file-exists-p (expand-file-name "sayso.toml" folder)))))

(ert-deftest sayso-restarted ()
  "`sayso-restart' ends the server and starts the program that is set now."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (let ((before (sayso-test--process))
          (other (expand-file-name "other-name" folder)))
      (make-symbolic-link sayso-program other)
      (let ((sayso-program other))
        (sayso-restart)
        (should-not (process-live-p before))
        (should (equal (car (process-command (sayso-test--process))) other))
        (flymake-start)
        (sayso-test--agree)))))

;;; A server that dies

(ert-deftest sayso-crash ()
  "A server that dies is started again, with the text as it is."
  (sayso-test--with "harbour-tunnel.txt" sayso-test--article
    (sayso-test--agree)
    (let ((before (sayso-test--process)))
      (goto-char (point-max))
      (insert "\nSales rose 300%.\n")
      (signal-process before 'SIGKILL)
      (should (sayso-test--wait (lambda () (and (eglot-current-server) (not (eq (sayso-test--process) before))))))
      (flymake-start)
      (should (sayso-test--has (sayso-test--agree) "300%" "unattributed-figure")))))

(ert-deftest sayso-crashes-again-and-again ()
  "A server that dies too often is left alone, and that is told; `sayso-restart' starts it."
  (sayso-test--with "a.txt" "The work cost $412 million.\n"
    (let (told)
      (cl-letf (((symbol-function 'display-warning) (lambda (type text &rest _)
                                                      (when (eq type 'sayso)
                                                        (push text told)))))
        (dotimes (_ sayso--deaths-at-most)
          (should (sayso-test--wait #'eglot-current-server))
          ;; ERT makes an error of an answer that cannot be sent, so there is none on its way.
          (sayso--ask-claims)
          (let ((process (sayso-test--process)))
            (signal-process process 'SIGKILL)
            (should (sayso-test--wait (lambda () (not (and (eglot-current-server) (eq (sayso-test--process) process))))))))
        (should (sayso-test--wait (lambda () told)))
        (should-not (eglot-current-server))
        (should (equal (length told) 1))
        (should (string-match-p (format "died %d times.*sayso-restart" sayso--deaths-at-most) (car told)))
        (should (string-match-p "no sayso server.*M-x sayso-restart" (sayso-test--fault #'sayso-claims)))
        (sayso-restart)
        (should (sayso-test--wait #'eglot-managed-p))
        (flymake-start)
        (sayso-test--agree)))))

(ert-deftest sayso-dies-at-once ()
  "A server that dies as soon as it is started is told of, with its last words."
  (sayso-test--in-folder folder
    (let ((eglot-autoreconnect 3)
          (sayso-program (sayso-test--script folder "dies"
                                             "case $1 in --version) echo sayso 9.9.9 ;; *) echo 'out of luck' >&2; exit 3 ;; esac"))
          told)
      (find-file (sayso-test--write folder "a.txt" "Hello.\n"))
      (cl-letf (((symbol-function 'display-warning) (lambda (type text &rest _)
                                                      (when (eq type 'sayso)
                                                        (push text told)))))
        (ignore-errors (sayso-restart))
        (should (sayso-test--wait (lambda () told))))
      (should (equal (length told) 1))
      (should (string-match-p "died soon after its start.*out of luck.*sayso-restart" (car told)))
      (should-not (eglot-current-server)))))

;;; Programs that are no server

(defun sayso-test--refused (program)
  "What is said when PROGRAM is to be the server of a text, by each way that leads there."
  (sayso-test--in-folder folder
    (let ((sayso-program program)
          (sayso--warned nil)
          (told nil))
      (find-file (sayso-test--write folder "a.txt" "Hello.\n"))
      (cl-letf (((symbol-function 'display-warning) (lambda (_type text &rest _) (push text told))))
        (sayso-ensure)
        (sayso-ensure))
      (should (equal (length told) 1))
      (should (equal (sayso-test--fault #'sayso-restart) (car told)))
      (should (equal (sayso-test--fault #'sayso-contact) (car told)))
      (should-not (eglot-current-server))
      (should (string-match-p "no sayso server" (sayso-test--fault #'sayso-claims)))
      (car told))))

(ert-deftest sayso-program-missing ()
  "A program that there is not is told of, with what to do."
  (dolist (program '("no-such-program" "/missing/sayso"))
    (let ((told (sayso-test--refused program)))
      (should (string-match-p (format "There is no program “%s”.*cargo install sayso.*sayso-program" program) told)))))

(ert-deftest sayso-program-not-executable ()
  "A file that may not be executed is told of."
  (let* ((folder (make-temp-file "sayso" t))
         (program (sayso-test--script folder "sayso" "exit 0"))
         (exec-path (cons folder exec-path)))
    (unwind-protect
        (progn
          (set-file-modes program #o644)
          (should (string-match-p "may not be executed.*chmod" (sayso-test--refused program)))
          (let ((exec-path (list folder)))
            (should (string-match-p "may not be executed.*chmod" (sayso-test--refused "sayso")))))
      (delete-directory folder t))))

(ert-deftest sayso-program-foreign ()
  "Another program, one that fails and one that is no program are told of."
  (let ((folder (make-temp-file "sayso" t)))
    (unwind-protect
        (progn
          (should (string-match-p "is another program" (sayso-test--refused (sayso-test--script folder "a" "echo gopls 1.2"))))
          (should (string-match-p "does not start: no such option"
                                  (sayso-test--refused (sayso-test--script folder "b" "echo no such option >&2; exit 2"))))
          (let ((broken (sayso-test--write folder "c" "\177ELF nonsense")))
            (set-file-modes broken #o755)
            (should (string-match-p "does not start" (sayso-test--refused broken)))))
      (delete-directory folder t))))

(ert-deftest sayso-program-too-old ()
  "An old program is told of; so is one that has not what a command needs."
  (let ((folder (make-temp-file "sayso" t)))
    (unwind-protect
        (should (string-match-p "sayso 0\\.0\\.9, which is too old.*cargo install sayso"
                                (sayso-test--refused (sayso-test--script folder "old" "echo sayso 0.0.9"))))
      (delete-directory folder t)))
  (sayso-test--with "a.txt" "Hello.\n"
    (let ((server (eglot-current-server)))
      (setf (eglot--capabilities server)
            (cl-loop for (key value) on (eglot--capabilities server) by #'cddr
                     unless (memq key '(:experimental :executeCommandProvider))
                     append (list key value)))
      (dolist (command (list #'sayso-claims #'sayso-check-project
                             (lambda () (sayso-explain-rule "vague-source")) (lambda () (sayso-add-source "Ann Lee"))))
        (should (string-match-p "is too old to .*cargo install sayso.*M-x sayso-restart" (sayso-test--fault command)))))))

(ert-deftest sayso-commands-elsewhere ()
  "In a buffer that is no text for sayso the commands say so."
  (with-temp-buffer
    (dolist (command '(sayso-claims sayso-check-project sayso-add-source sayso-explain-rule sayso-restart))
      (should (string-match-p "visits no file" (sayso-test--fault (lambda () (call-interactively command))))))))

(ert-deftest sayso-another-server ()
  "Where Eglot has another server for the text, the commands say which."
  (sayso-test--in-folder folder
    (find-file (sayso-test--write folder "a.txt" "Hello.\n"))
    ;; The same program, but for Eglot not that of this package.
    (eglot '(text-mode) (eglot--current-project) 'eglot-lsp-server (list sayso-program "server")
           (if (fboundp 'eglot--languages) '("plaintext") "plaintext"))
    (unwind-protect
        (progn
          (should (sayso-test--wait #'eglot-managed-p))
          (should (string-match-p "another server for this text.*M-x eglot-shutdown" (sayso-test--fault #'sayso-claims))))
      (eglot-shutdown (eglot-current-server)))))

;;; The file itself

(ert-deftest sayso-compiles ()
  "The package is compiled without a warning."
  (require 'bytecomp)
  (let ((byte-compile-error-on-warn t)
        (byte-compile-dest-file-function (lambda (_) (make-temp-file "sayso" nil ".elc"))))
    (should (eq (byte-compile-file sayso-test--package) t))))

(ert-deftest sayso-is-documented ()
  "Checkdoc finds nothing."
  (require 'checkdoc)
  (with-temp-buffer
    (insert-file-contents sayso-test--package)
    (emacs-lisp-mode)
    (setq buffer-file-name sayso-test--package)
    (let* ((found nil)
           (checkdoc-autofix-flag 'never)
           (checkdoc-create-error-function (lambda (text start &rest _)
                                             (push (format "%d: %s" (line-number-at-pos start) text) found)
                                             nil)))
      (checkdoc-current-buffer t)
      (set-buffer-modified-p nil)
      (should-not found))))

(ert-deftest sayso-is-autoloaded ()
  "Every command, and what hooks call, can be called before the package is loaded."
  (let (cookies commands)
    (with-temp-buffer
      (insert-file-contents sayso-test--package)
      (while (re-search-forward "^;;;###autoload\n(defun \\([^ ]+\\)" nil t)
        (push (intern (match-string 1)) cookies)))
    (mapatoms (lambda (symbol)
                (when (and (commandp symbol) (string-match-p "\\`sayso-[^-]" (symbol-name symbol))
                           ;; Those of the lists are there with the lists.
                           (not (string-match-p "-mode\\'\\|filter\\'" (symbol-name symbol))))
                  (push symbol commands))))
    (should (equal (sort (cons 'sayso-ensure commands) #'string<) (sort cookies #'string<)))))

;;; The end

(ert-deftest sayso-shutdown ()
  "The process ends with its server, by itself."
  (sayso-test--with "a.txt" "Hello.\n"
    (let ((process (sayso-test--process)))
      (eglot-shutdown (eglot-current-server))
      (should (sayso-test--wait (lambda () (not (process-live-p process)))))
      (should-not (eglot-managed-p)))))

;; One test: SAYSO_TEST=name.  What is skipped is neither passed nor failed.
(let* ((stats (ert-run-tests-batch (or (getenv "SAYSO_TEST") t)))
       (failed (ert-stats-completed-unexpected stats))
       (passed (- (ert-stats-completed-expected stats) (ert-stats-skipped stats))))
  (princ (format "%d passed, %d failed\n" passed failed))
  (kill-emacs (if (and (= failed 0) (> passed 0)) 0 1)))

;;; sayso-test.el ends here
