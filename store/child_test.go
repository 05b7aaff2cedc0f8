package store_test

const childArg = "store-test-child"

func child(args []string) {}
