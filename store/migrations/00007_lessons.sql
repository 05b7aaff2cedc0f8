-- What moderators taught a library: which article answers a question, which
-- words mean the same, and questions whose answers are watched.

-- +goose Up

create table lessons (
	library text   not null,
	kind    text   not null, -- pin, synonym or question
	name    text   not null, -- digest of what makes it different from others of its kind
	article text   not null, -- id of the article that it names, '' if none
	value   text   not null, -- JSON; what it holds depends on the kind
	made    bigint not null, -- when
	made_by text   not null, -- user id, '' once they asked to be forgotten
	primary key (library, kind, name)
);
