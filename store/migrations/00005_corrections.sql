-- What moderators corrected of an article, by hand.

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
