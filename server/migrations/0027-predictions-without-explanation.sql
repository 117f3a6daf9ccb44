-- Whoever asks for speed asks not why; the version that answered can say so later.
alter table prediction_results alter column explanation drop not null;
