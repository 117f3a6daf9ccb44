import { ImportDrop } from '../features/data/import-drop.tsx';
import { FirstRun } from '../features/overview/first-run.tsx';
import { SampleProgress } from '../features/overview/sample-progress.tsx';
import { Permitted, useMay } from '../ui/permission.tsx';

interface BeginningProps {
  organization: string;
  /** What the organization is called. */
  name: string;
  /** The job that loads the sample company, once it was asked for. */
  sample: string | undefined;
  onSample(jobId: string | undefined): void;
}

/** The home of an organization without data; fetched only by those who need it. */
export function Beginning({ organization, name, sample, onSample }: BeginningProps) {
  const mayLoad = useMay('data:create');
  return (
    <FirstRun name={name} mayLoad={mayLoad} onSample={onSample} isUnderWay={sample !== undefined}>
      {sample === undefined ? (
        <Permitted to="data:create">
          <ImportDrop organization={organization} />
        </Permitted>
      ) : (
        <SampleProgress jobId={sample} onDone={() => onSample(undefined)} onLeave={() => onSample(undefined)} />
      )}
    </FirstRun>
  );
}
