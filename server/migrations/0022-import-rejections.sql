-- What the text of a rejection names beside the value: the line or the record that has it already, what a rule demands.
alter table import_rejections add column params jsonb;
