-- The collections of articles. Tags stay while an article is removed and can be
-- brought back.

-- +goose Up

create table tags (
	library text not null,
	article text not null,
	tag     text not null, -- in lower case
	primary key (library, article, tag)
);
create index tags_by_tag on tags (library, tag);
