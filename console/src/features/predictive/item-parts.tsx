import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnalysisItem } from '../../api/types.ts';
import { textIn } from './item-fields.ts';

const route = getRouteApi('/o/$organization/outlook');

/** The record that a line is about. */
export function RecordLink({
  item,
  dataset,
  id,
  name,
}: {
  item: AnalysisItem;
  dataset: string;
  id: string;
  name: string;
}) {
  const { organization } = route.useParams();
  const key = textIn(item, id);
  return (
    <Link
      className="table-name"
      to="/o/$organization/datasets/$dataset"
      params={{ organization, dataset }}
      search={{ tab: 'records', record: key }}
    >
      <bdi>{textIn(item, name) || key}</bdi>
    </Link>
  );
}

/** Why a line stands where it does, the strongest reason first. */
export function Reasons({ item: { reasons, notes } }: { item: AnalysisItem }) {
  return (
    <td className="wrap small outlook-reasons">
      {reasons.slice(0, mostReasons).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {notes.slice(0, Math.max(0, mostReasons - reasons.length)).map((note) => (
        <p key={note} className="faint">
          {note}
        </p>
      ))}
    </td>
  );
}

const mostReasons = 2;
