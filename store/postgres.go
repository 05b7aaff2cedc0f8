package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// Limits on PostgreSQL. A person waits for the answer, and should learn within
// a second that there is none.
const (
	connectTimeout = 800 * time.Millisecond
	readTimeout    = 900 * time.Millisecond // of a read
	writeTimeout   = 2 * time.Second        // of a small write, with its retries
	perRow         = 20 * time.Millisecond  // more for each further article
	perMegabyte    = 200 * time.Millisecond // more for each further megabyte of sources
	longTimeout    = time.Minute            // of a purge, an erasure
	postgresConns  = 10                     // at most, for each process
)

// IsPostgres reports whether dsn is the address of a PostgreSQL database.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// openPostgres opens the database at dsn.
func openPostgres(ctx context.Context, dsn string) (*Store, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	patience, err := takePatience(config.RuntimeParams)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(dsn, "connect_timeout") {
		config.ConnectTimeout = patience * connectTimeout
	}
	// The server has timeouts too, so that a client that went away holds
	// nothing: a statement, a row that others wait for, a transaction.
	for name, value := range map[string]string{
		"application_name":                    "footnote",
		"statement_timeout":                   "60s",
		"lock_timeout":                        "2s",
		"idle_in_transaction_session_timeout": "15s",
	} {
		if _, given := config.RuntimeParams[name]; !given {
			config.RuntimeParams[name] = value
		}
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	s := &Store{engine: postgres, writer: db, reader: db, patience: patience}
	if err := s.prepareDatabase(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// maxPatience keeps the limits from overflowing.
const maxPatience = 1000

// takePatience takes the parameter “patience” of a database's address: how
// many times as long as usual a call may take, 1 if it is not given.
func takePatience(params map[string]string) (time.Duration, error) {
	given, ok := params["patience"]
	if !ok {
		return 1, nil
	}
	delete(params, "patience") // it is not the server's
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > maxPatience {
		return 0, fmt.Errorf("patience=%s in the address of the database: want a whole number from 1 to %d", given, maxPatience)
	}
	return time.Duration(n), nil
}

// prepareDatabase updates the schema. A first query with a short timeout detects
// a server that does not answer; making tables may take longer.
func (s *Store) prepareDatabase(ctx context.Context) error {
	short, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	behind, err := outdated(short, s.writer)
	if err == nil && behind {
		long, cancel := s.limit(ctx, 10*longTimeout) // every row may be written
		defer cancel()
		err = migrate(long, s.writer, s.engine)
	}
	if err != nil && errors.Is(context.Cause(short), ErrUnavailable) && !behind {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

// postgresMeaning maps an error of PostgreSQL, or of the connection to it. The
// codes are those of its manual, appendix A.
func postgresMeaning(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code {
		case "53100": // disk_full
			return ErrFull
		case "25006", "42501": // read_only_sql_transaction, insufficient_privilege
			return ErrReadOnly
		case "40001", "40P01", "55P03": // serialization_failure, deadlock_detected, lock_not_available
			return ErrBusy
		case "57014", "25P03": // query_canceled, idle_in_transaction_session_timeout
			return ErrUnavailable
		}
		switch pg.Code[:min(2, len(pg.Code))] {
		case "08", "57", "53", "58": // connection, operator intervention, resources, system
			return ErrUnavailable
		case "XX": // internal: corrupted data or index
			return ErrDamaged
		}
		return nil
	}
	var network net.Error
	var connect *pgconn.ConnectError
	switch {
	case errors.As(err, &connect), errors.As(err, &network),
		errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return ErrUnavailable
	}
	return nil
}

// retriable reports whether the transaction that failed with err has changed
// nothing and may succeed when it is run again.
func retriable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}
