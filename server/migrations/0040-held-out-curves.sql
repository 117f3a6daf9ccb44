-- Pictures of how a version did on the rows held out: ROC and reliability, or what came against what was predicted.
-- Null in versions from before, and where the type has no such picture.
alter table model_versions add column curves jsonb;
