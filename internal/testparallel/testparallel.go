// Package testparallel lets more tests run at the same time than there are
// processors, in packages whose tests mostly wait: for a browser, for a database
// far away, for the pauses of a protocol.
package testparallel

import "flag"

// Allow lets n tests of a package run at the same time, unless the command line
// says how many. It belongs at the start of TestMain.
func Allow(n string) {
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue {
		flag.Set(f.Name, n)
	}
}
