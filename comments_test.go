package main

import (
	"go/ast"
	"testing"
)

// Every exported name has a comment: its own, or that of the group it is in.
func TestExportedNamesHaveComments(t *testing.T) {
	for path, file := range sources(t) {
		for _, decl := range file.Decls {
			for _, name := range uncommented(decl) {
				t.Errorf("%s: %s has no comment", path, name)
			}
		}
	}
}

// uncommented returns the exported names of a declaration without a comment.
func uncommented(decl ast.Decl) (names []string) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && receiverIsExported(d) {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if d.Doc == nil && s.Doc == nil && s.Name.IsExported() {
					names = append(names, s.Name.Name)
				}
			case *ast.ValueSpec:
				if d.Doc != nil || s.Doc != nil || s.Comment != nil {
					continue
				}
				for _, name := range s.Names {
					if name.IsExported() {
						names = append(names, name.Name)
					}
				}
			}
		}
	}
	return names
}

// wellKnown are methods that need no comment on a type whose comment says
// what it is: they fulfil an interface of the standard library.
var wellKnown = map[string]bool{
	"Error": true, "Unwrap": true, "Is": true, "String": true, "Len": true, "Less": true, "Swap": true, "Push": true, "Pop": true,
	"Read": true, "Write": true, "Close": true, "ServeHTTP": true, "RoundTrip": true, "MarshalJSON": true, "UnmarshalJSON": true,
}

// receiverIsExported reports whether a function is seen outside of its
// package: it has no receiver, or one of an exported type. A method that is
// wellKnown counts as not seen.
func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	if wellKnown[d.Name.Name] {
		return false
	}
	x := d.Recv.List[0].Type
	if star, ok := x.(*ast.StarExpr); ok {
		x = star.X
	}
	if generic, ok := x.(*ast.IndexExpr); ok {
		x = generic.X
	}
	name, ok := x.(*ast.Ident)
	return ok && name.IsExported()
}
