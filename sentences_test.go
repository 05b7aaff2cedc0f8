package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/commands"
	"footnote/i18n"
)

// Every sentence that Discord shows has a translation in every language, with the
// same arguments, and there is no translation without a sentence.
func TestSentences(t *testing.T) {
	t.Parallel()
	said := sentences(t)
	for _, language := range i18n.Languages()[1:] {
		known := i18n.Sentences(language.Tag)
		for _, s := range slices.Sorted(maps.Keys(said)) {
			forms, ok := known[s]
			if !ok {
				t.Errorf("%s.json lacks %q", language.Tag, s)
			}
			for _, form := range forms {
				if !slices.Equal(verbs(s), verbs(form)) {
					t.Errorf("%s.json: %q has other arguments than %q", language.Tag, form, s)
				}
			}
		}
		for s := range known {
			if !said[s] {
				t.Errorf("%s.json has %q, which nobody says", language.Tag, s)
			}
		}
	}
}

// verb finds the arguments in a sentence.
var verb = regexp.MustCompile(`%(\[[0-9]+\])?[a-z]`)

// verbs returns the arguments of a sentence in their order.
func verbs(s string) []string {
	var list []string
	for i, v := range verb.FindAllString(s, -1) {
		if !strings.Contains(v, "[") {
			v = "%[" + strconv.Itoa(i+1) + "]" + v[1:]
		}
		list = append(list, v)
	}
	slices.Sort(list)
	return list
}

// Discord takes at most a hundred characters for a description.
func TestDescriptionsFit(t *testing.T) {
	for _, language := range i18n.Languages() {
		fits := func(s string) {
			if n := utf8.RuneCountInString(i18n.T(language.Tag, s)); n > 100 {
				t.Errorf("%s: %d characters: %s", language.Tag, n, i18n.T(language.Tag, s))
			}
		}
		for _, c := range commands.All() {
			for _, c := range append([]commands.Command{c}, c.Subcommands...) {
				fits(c.Description)
				for _, o := range c.Options {
					fits(o.Description)
				}
			}
		}
	}
}

// sentences returns what commands, bot and library say to people, as it is
// written in the code.
func sentences(t *testing.T) map[string]bool {
	said := map[string]bool{}
	for _, dir := range []string{"commands", "bot", "library", "article", "article/*"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			consts := constants(f)
			add := func(e ast.Expr) {
				if s, ok := literal(e, consts); ok && s != "" && s != "%s %s" {
					said[s] = true
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if at, ok := saying(n.Fun); ok && len(n.Args) > at {
						add(n.Args[at])
					}
				case *ast.CompositeLit:
					spoken(name, n, add)
				}
				return true
			})
		}
	}
	return said
}

// saying returns which argument of a call is a sentence.
func saying(fun ast.Expr) (at int, ok bool) {
	switch f := fun.(type) {
	case *ast.Ident:
		switch f.Name {
		case "problemf", "serious":
			return 0, true
		case "one", "all": // of /library
			return 1, true
		}
	case *ast.SelectorExpr:
		switch f.Sel.Name {
		case "Say", "Whisper":
			return 0, true
		case "T":
			if x, ok := f.X.(*ast.Ident); ok && x.Name == "i18n" {
				return 1, true
			}
			return 0, true
		}
	}
	return 0, false
}

// spoken adds the sentences in a composite literal: descriptions of commands,
// explanations of errors, warnings of readers.
func spoken(file string, n *ast.CompositeLit, add func(ast.Expr)) {
	onMessage := false
	fields := map[string]ast.Expr{}
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok {
				fields[key.Name] = kv.Value
				onMessage = onMessage || key.Name == "OnMessage"
			}
		}
	}
	kind, _ := n.Type.(*ast.Ident)
	if sel, ok := n.Type.(*ast.SelectorExpr); ok {
		kind = sel.Sel
	}
	switch {
	case strings.HasPrefix(file, "commands"):
		if fields["Name"] != nil && fields["Description"] != nil {
			add(fields["Description"])
			if onMessage {
				add(fields["Name"])
			}
		}
	case strings.HasSuffix(file, "explain.go") && n.Type == nil && len(n.Elts) == 3:
		add(n.Elts[1])
		add(n.Elts[2])
	case strings.HasPrefix(file, "article") && kind != nil && kind.Name == "Warning":
		for _, e := range append(n.Elts, fields["Text"]) {
			if e != nil {
				add(e)
			}
		}
	}
}

// constants returns the string constants of a file.
func constants(f *ast.File) map[string]string {
	list := map[string]string{}
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) {
					if text, ok := literal(v.Values[i], nil); ok {
						list[name.Name] = text
					}
				}
			}
		}
	}
	return list
}

func literal(e ast.Expr, consts map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.Ident:
		s, ok := consts[e.Name]
		return s, ok
	}
	return "", false
}
