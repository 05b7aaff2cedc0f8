-- The quote of the day, and which quotations were shown, so that none is
-- shown twice before all were.

-- +goose Up

create table daily (
	library text   not null,
	channel text   not null, -- id of the channel where it is posted
	hour    bigint not null, -- of the day there, 0 to 23
	zone    text   not null, -- name of the time zone: Europe/Berlin
	next    bigint not null, -- when it is due; moved by who claims it
	problem text   not null, -- why the last one was not posted, '' if it was
	primary key (library)
);
create index daily_by_next on daily (next);

create table shown (
	library text   not null,
	purpose text   not null, -- what it was shown for: daily, game
	words   text   not null, -- digest of the quotation's letters and digits
	article text   not null,
	made    bigint not null, -- when
	primary key (library, purpose, words)
);
create index shown_by_article on shown (library, article);
