-- What moderators corrected of an article, by hand; and by what it is known
-- that words are those that were put.

-- +goose Up

-- A correction wins over what a source says of itself, whoever gives it
-- again: a person, a feed, a page that is looked at again.
create table corrections (
	library text   not null,
	article text   not null,
	field   text   not null, -- title, author or published
	value   text   not null,
	made    bigint not null, -- when
	primary key (library, article, field)
);

-- 64 bits of the digest of the row's words and of what is said of them. 0 for
-- none: such words are withheld. The next step, which is in Go, gives theirs
-- to the rows of older versions.
alter table passages add column digest bigint not null default 0;
alter table quotes add column digest bigint not null default 0;
