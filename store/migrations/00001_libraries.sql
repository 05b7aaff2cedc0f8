-- The tables of a store, the same on SQLite and PostgreSQL. Times are
-- milliseconds since 1970, UTC. Every primary key starts with the library,
-- so that a sharding engine can split by it and one community never meets
-- another.

-- +goose Up

-- One row for each library that has ever been written to.
create table libraries (
	library  text   not null primary key, -- name of the library; a server's is its guild id
	name     text   not null, -- what people call it, '' if unknown
	created  bigint not null, -- when its first row was written
	seed     text   not null, -- random; the chain's value before the first change
	seq      bigint not null, -- number of its last change, 0 if there is none
	chain    text   not null, -- chain value after its last change
	articles bigint not null, -- how many there are now, kept with each change
	passages bigint not null, -- the same, summed over its articles
	quotes   bigint not null,
	people   bigint not null
);

-- One row for each article that is there. Narrow columns first: reading a
-- row stops at the last column that is asked for.
create table articles (
	library   text   not null,
	article   text   not null, -- its id, unique in the library
	seq       bigint not null, -- number of the change that made this version
	title     text   not null, -- as read, '' where unknown; so the next five
	author    text   not null,
	published text   not null, -- YYYY-MM-DD
	language  text   not null, -- ISO 639-1
	url       text   not null, -- address: own_url, else the one it came from
	site      text   not null,
	added     bigint not null, -- when it was first added
	added_by  text   not null, -- who added it first
	updated   bigint not null, -- when its source last changed
	passages  bigint not null, -- how many rows it has in passages, quotes, people
	quotes    bigint not null,
	people    bigint not null,
	version   bigint not null, -- of the reader that read it
	content   text   not null, -- digest of the source as given
	digest    text   not null, -- digest of the reading
	warnings  text   not null, -- JSON: [{"Text": …, "Serious": …}]
	sections  text   not null, -- JSON: [{"Heading": …, "Level": …}]
	own_url   text   not null, -- canonical address as read, '' if none
	folded    text   not null, -- title, author and address in lower case, for finding
	primary key (library, article)
);
create unique index articles_by_seq on articles (library, seq);
create index articles_by_url on articles (library, url);

-- The source of each article, as it was given.
create table sources (
	library    text  not null,
	article    text  not null,
	url        text  not null, -- address it came from, '' if none
	name       text  not null, -- file name, '' if none
	media_type text  not null, -- as declared
	title      text  not null, -- what the adder said of it, '' if nothing
	author     text  not null,
	published  text  not null,
	encoding   text  not null, -- of body: '' as it came, 'deflate' compressed
	body       bytea not null,
	primary key (library, article)
);

-- The passages of each article, in reading order.
create table passages (
	library text   not null,
	article text   not null,
	n       bigint not null, -- 0 is the first
	kind    text   not null, -- paragraph, list, …
	section text   not null, -- heading above it
	words   text   not null,
	primary key (library, article, n)
);

-- The quotations of each article, in reading order.
create table quotes (
	library      text   not null,
	article      text   not null,
	n            bigint not null,
	speaker      text   not null, -- full name, '' if nobody is named
	speaker_text text   not null, -- as written at the quotation
	grounds      text   not null, -- what names the speaker
	words        text   not null, -- without quotation marks
	parts        text   not null, -- JSON: [[passage, start, end], …], bytes
	primary key (library, article, n)
);

-- The people each article names.
create table people (
	library   text   not null,
	article   text   not null,
	n         bigint not null,
	name      text   not null,
	aliases   text   not null, -- JSON: ["…", …]
	mentions  text   not null, -- JSON: [[passage, start, end], …], bytes
	described text   not null, -- JSON, as mentions
	primary key (library, article, n)
);

-- Every change of a library, in order. It is never rewritten; only the
-- title of an article that was erased is taken out.
create table changes (
	library text   not null,
	seq     bigint not null, -- 1, 2, 3, … without a gap
	article text   not null,
	action  text   not null, -- put, remove, reread
	content text   not null, -- digest of the source and the reading, '' for remove
	made    bigint not null, -- when
	made_by text   not null, -- by whom
	title   text   not null, -- of the article, for people; not in the chain
	chain   text   not null, -- digest of the chain before and this change
	primary key (library, seq)
);

-- Removed articles, whole, until they are purged.
create table removed (
	library text   not null,
	article text   not null,
	made    bigint not null, -- when it was removed
	entry   bytea  not null, -- JSON, deflated: source, reading, who added it and when
	primary key (library, article)
);

-- What a library is set to.
create table settings (
	library text not null,
	name    text not null,
	value   text not null,
	primary key (library, name)
);

-- Values kept for a while: the state of buttons.
create table kept (
	library text   not null,
	name    text   not null,
	value   bytea  not null,
	expires bigint not null, -- from then on it is as if gone
	primary key (library, name)
);
