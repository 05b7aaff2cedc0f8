-- What people did with a library other than changing its articles: settings,
-- reports, exports. Its moderators read it.

-- +goose Up

create table events (
	library text   not null,
	event   text   not null, -- unique in the library; later ones sort after earlier ones
	made    bigint not null, -- when
	made_by text   not null, -- user id, '' once they asked to be forgotten
	kind    text   not null, -- settings, report, export, …
	detail  text   not null, -- in words, for people
	primary key (library, event)
);
