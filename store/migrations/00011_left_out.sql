-- What was left out of the articles that a feed brought.

-- +goose Up

-- How many words of an entry's page are not in its article, and the longest
-- lines of them, one a line; 0 and '' unless it was added.
alter table entries add column left_out bigint not null default 0;
alter table entries add column left_out_lines text not null default '';
