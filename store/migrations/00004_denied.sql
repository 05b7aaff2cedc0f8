-- Quotations that their article says were never said.

-- +goose Up

alter table quotes add column denial text not null default ''; -- where the sentence stands that says so, '' if none does
