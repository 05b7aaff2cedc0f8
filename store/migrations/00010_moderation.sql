-- Earlier versions of articles, what members wish for and suggest, and since
-- when pages are gone.

-- +goose Up

-- The sources of earlier versions of articles.
create table versions (
	library text   not null,
	article text   not null,
	seq     bigint not null, -- number of the change that made the version
	made    bigint not null, -- when it was replaced
	source  bytea  not null, -- JSON, deflated
	primary key (library, article, seq)
);

-- Who asked for an article on something that the library does not have, until
-- they were told that it has.
create table wishes (
	library text   not null,
	wish    text   not null, -- digest of its words
	made_by text   not null, -- user id
	words   text   not null, -- as they were asked
	made    bigint not null, -- when
	seq     bigint not null, -- number of the library's last change when it was last looked for
	article text   not null, -- id of the article that a moderator added for it, '' if none
	primary key (library, wish, made_by)
);

-- How many questions had no answer, by day.
create table misses (
	library text   not null,
	day     bigint not null, -- days since 1970, UTC
	n       bigint not null,
	primary key (library, day)
);

-- Links that members suggest, until a moderator decides.
create table suggestions (
	library    text   not null,
	suggestion text   not null, -- digest of the address
	url        text   not null,
	made       bigint not null, -- when
	made_by    text   not null, -- user id, '' once they asked to be forgotten
	primary key (library, suggestion)
);

alter table watches add column gone bigint not null default 0; -- since when the page is gone, 0 if it is there
