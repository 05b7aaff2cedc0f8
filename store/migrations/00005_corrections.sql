-- What moderators corrected of an article, by hand; and digests that show
-- whether words were altered.

-- +goose Up

-- A correction takes precedence over what a source says, also when the source
-- is added again: by a person, a feed, or a check of the page.
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
