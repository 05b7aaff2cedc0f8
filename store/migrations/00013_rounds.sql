-- The game: whose quotation is it?

-- +goose Up

create table rounds (
	library text   not null,
	round   text   not null, -- random
	article text   not null, -- the quotation: the nth of this article
	n       bigint not null,
	words   text   not null, -- digest of its letters and digits
	answer  bigint not null, -- which of the names that were offered is right
	made    bigint not null, -- when it began
	ended   bigint not null, -- when it was guessed or given up, 0 before
	primary key (library, round)
);
create index rounds_by_article on rounds (library, article);

create table guesses (
	library text   not null,
	round   text   not null,
	made_by text   not null, -- user id
	correct bigint not null, -- 1 or 0
	made    bigint not null, -- when
	primary key (library, round, made_by)
);
