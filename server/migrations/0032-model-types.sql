-- Models of other types: strange rows, segments and recommendations learn without a target; what recommendations name as
-- one is how much was taken.
alter table ai_models
  drop constraint ai_models_model_type_check,
  add constraint ai_models_model_type_check check (model_type in
    ('classification', 'regression', 'forecasting', 'anomaly_detection', 'clustering', 'recommendations')),
  alter column target_column drop not null,
  add constraint ai_models_target_by_type check (case
    when model_type in ('anomaly_detection', 'clustering') then target_column is null
    when model_type = 'recommendations' then true
    else target_column is not null end);

alter table model_versions
  alter column target_column drop not null,
  -- Of a clustering, what sets each segment apart: [{segment, rows, share, traits}], the largest first.
  add column segments jsonb not null default '[]';
