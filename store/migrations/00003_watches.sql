-- What is checked on a schedule, and what identifies an article that is
-- stored already.

-- +goose Up

-- Feeds that are followed, and pages of articles that are checked for changes.
create table watches (
	library       text   not null,
	watch         text   not null, -- "feed " and a digest of its address, or "page " and the article's id
	url           text   not null, -- what is fetched
	title         text   not null, -- of a feed, '' if unknown
	added         bigint not null, -- when
	added_by      text   not null, -- by whom, '' for no one or a forgotten user
	etag          text   not null, -- validators of what was read last, '' if none
	last_modified text   not null,
	next          bigint not null, -- when it is due; moved by who claims it
	checked       bigint not null, -- when it was last fetched, 0 for never
	changed       bigint not null, -- when it was last found changed
	failures      bigint not null, -- in a row
	problem       text   not null, -- why the last try failed, '' if it did not
	primary key (library, watch)
);
create index watches_by_next on watches (next);

-- What a feed listed, and what became of it.
create table entries (
	library text   not null,
	watch   text   not null,
	entry   text   not null, -- digest of what the feed knows it by
	url     text   not null,
	title   text   not null,
	state   text   not null, -- waiting, added, refused, passed
	reason  text   not null, -- why it was refused or waits, '' if nothing is to be said
	article text   not null, -- id of the article, '' unless added
	tries   bigint not null,
	seen    bigint not null, -- when the feed first listed it
	done    bigint not null, -- when its state last changed
	primary key (library, watch, entry)
);

-- The addresses an article is known by, in a form that is the same for all
-- spellings of one: of its page, and where it came from.
create table addresses (
	library text not null,
	address text not null,
	article text not null,
	primary key (library, address, article)
);
create index addresses_by_article on addresses (library, article);

-- Addresses where an article was also published, as a moderator said.
create table published (
	library text   not null,
	address text   not null, -- as in addresses
	article text   not null,
	url     text   not null, -- as it was given
	made    bigint not null,
	primary key (library, address, article)
);

-- A sample of each text's runs of words: what has many of them in common is
-- nearly the same text.
create table prints (
	library text   not null,
	print   bigint not null,
	article text   not null,
	primary key (library, print, article)
);
create index prints_by_article on prints (library, article);

-- Sentences that an article lost when it changed: a check of an old answer
-- reports that the article had it, and until when.
create table went (
	library text   not null,
	words   text   not null, -- digest of the sentence's letters and digits
	article text   not null,
	text    text   not null, -- the sentence
	made    bigint not null, -- when it went
	primary key (library, words, article)
);
create index went_by_article on went (library, article);
