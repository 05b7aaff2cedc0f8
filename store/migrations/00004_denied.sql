-- Quotations that their article denies.

-- +goose Up

alter table quotes add column denial text not null default ''; -- place of the sentence that says so, '' if there is none
