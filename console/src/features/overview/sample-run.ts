import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isStatus } from '../../api/errors.ts';
import { isOver, jobQuery } from '../../api/jobs.ts';
import { createModel, modelsQuery, trainModel } from '../../api/models.ts';
import { sampleImportsQuery, startAnalysis } from '../../api/overview.ts';
import type { Job, NewModel } from '../../api/types.ts';

/** Of the first step's time: making the company, before its files are read. */
const makingShare = 0.6;
const horizonDays = 45;

interface Step {
  state: 'ahead' | 'running' | 'done' | 'failed';
  share: number;
  job: Job | null;
}

interface SampleRun {
  load: Step;
  train: Step;
  forecast: Step;
  rows: number | null;
  /** Why a step was not even begun; null otherwise. */
  refusal: unknown;
  isDone: boolean;
}

const ahead: Step = { state: 'ahead', share: 0, job: null };

/**
 * From sample data to a first forecast: the data, then a model and a forecast at the same time. All of it are jobs of
 * the server, found again by the number of the first one, so that the page may be left and reloaded.
 */
export function useSampleRun(sampleJobId: string, modelName: string): SampleRun {
  const { data: sample, error: sampleError } = useQuery(jobQuery(sampleJobId));
  const imports = useQuery({ ...sampleImportsQuery, enabled: sample?.status === 'succeeded' }).data?.items;
  const done = imports?.filter(({ status }) => status === 'succeeded').length ?? 0;
  const isLoaded = imports !== undefined && imports.length > 0 && done === imports.length;
  const hasFailed =
    isStatus(sampleError, 404) ||
    sample?.status === 'failed' ||
    sample?.status === 'cancelled' ||
    imports?.some(({ status }) => status === 'failed') === true;

  const begin = useBeginning(isLoaded, modelName);
  const training = useFollowed(begin.data?.trainingJobId);
  const forecast = useFollowed(begin.data?.forecastJobId);
  const share = makingShare * (sample?.progress ?? 0) + (1 - makingShare) * (done / Math.max(1, imports?.length ?? 1));
  return {
    load: {
      state: hasFailed ? 'failed' : isLoaded ? 'done' : 'running',
      share: isLoaded ? 1 : share,
      job: sample ?? null,
    },
    train: training,
    forecast,
    rows: isLoaded ? imports.reduce((sum, each) => sum + (each.rows_imported ?? 0), 0) : null,
    refusal: begin.error ?? (isStatus(sampleError, 404) ? sampleError : null),
    isDone: training.state === 'done' && forecast.state === 'done',
  };
}

/** Asks for the model and the forecast once the data are there; what was asked for before a reload is not asked twice. */
function useBeginning(isLoaded: boolean, modelName: string) {
  const models = useQuery({ ...modelsQuery, enabled: isLoaded }).data?.items;
  const begin = useMutation({
    mutationFn: async () => {
      const forecast = await startAnalysis('revenue_forecast', { grain: 'day', horizon: horizonDays });
      const known = models?.find((model) => model.training_data_source.dataset === 'leads');
      const trainingJobId = known?.training_job_id ?? (await trainLeads(known?.id, modelName));
      return { trainingJobId, forecastJobId: forecast.jobId };
    },
  });
  const { mutate } = begin;
  const hasBegun = useRef(false);
  const isReady = isLoaded && models !== undefined;
  useEffect(() => {
    if (!isReady || hasBegun.current) return;
    hasBegun.current = true;
    mutate();
  }, [isReady, mutate]);
  return begin;
}

async function trainLeads(knownId: number | undefined, modelName: string): Promise<string> {
  const id = knownId ?? (await createModel(leadsModel(modelName))).id;
  const { job_id: jobId } = await trainModel(id, { validationSplit: 0.2 });
  return jobId;
}

/** Which leads become customers: decided ones teach it. */
const leadsModel = (name: string): NewModel => ({
  model_name: name,
  model_type: 'classification',
  algorithm: 'logistic_regression',
  feature_columns: ['source', 'industry', 'employees', 'price_list_visits', 'first_contact_hours'],
  target_column: 'status',
  positive_class: 'won',
  training_data_source: {
    dataset: 'leads',
    filter: { field: 'status', operator: 'in', value: ['won', 'lost'] },
    time_column: 'created_on',
  },
});

/** @param jobId undefined while it has not been asked for; null where its answer was there already */
function useFollowed(jobId: string | null | undefined): Step {
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: typeof jobId === 'string' }).data ?? null;
  if (jobId === undefined) return ahead;
  if (jobId === null) return { state: 'done', share: 1, job: null };
  if (job === null || !isOver(job)) return { state: 'running', share: job?.progress ?? 0, job };
  return { state: job.status === 'succeeded' ? 'done' : 'failed', share: 1, job };
}
