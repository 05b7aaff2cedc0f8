-- What an embedding model made of passages. It is not in the chain: it can be
-- made again at any time.

-- +goose Up

create table vectors (
	library text   not null,
	model   text   not null, -- its name, and how many numbers its vectors have
	article text   not null,
	n       bigint not null, -- which passage
	vector  bytea  not null, -- a signed byte for each number
	primary key (library, model, article, n)
);
create index vectors_by_article on vectors (library, article);
