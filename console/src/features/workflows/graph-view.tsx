import { Maximize2, Plus, ZoomIn, ZoomOut, Zap } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { removeStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import type { Graph, GraphEdge, GraphNode } from './graph-layout.ts';
import { exitHeight, headHeight, layOut, nodeWidth } from './graph-layout.ts';
import { StepBadge, StepIcon, useStepWords } from './step-words.tsx';

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5] as const;

/**
 * The workflow as a picture. It runs from left to right in every language, as charts do; the words in it follow the
 * reader's direction. It scrolls as the page does, so that keys, fingers and wheels do what they do elsewhere.
 */
export function GraphView() {
  const { t, format } = useMessages();
  const { draft, mayChange, addAt } = useEditor();
  const graph = useMemo(() => layOut(draft), [draft]);
  const box = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const drag = useDrag();
  useSelectedInSight(box);
  const change = (step: 1 | -1) => {
    const next = step > 0 ? zooms.find((each) => each > zoom) : zooms.findLast((each) => each < zoom);
    if (next !== undefined) setZoom(next);
  };
  const fit = (least = 0.3) => {
    const { clientWidth = 0, clientHeight = 0 } = box.current ?? {};
    setZoom(Math.min(1, Math.max(least, Math.min(clientWidth / graph.width, clientHeight / graph.height))));
  };
  // At first as much as can still be read with ease.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => fit(0.9), []);
  return (
    <div className="graph">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the steps within are what one works with */}
      <div className="graph-scroll" dir="ltr" ref={box} {...drag} onKeyDown={(event) => walk(event, box.current)}>
        <div className="graph-page" style={{ inlineSize: graph.width, blockSize: graph.height, zoom }}>
          <Edges graph={graph} />
          <ol aria-label={t('consoleWorkflowEditor.view.graph')}>
            {graph.nodes.map((node) => (
              <Node key={node.step?.id ?? ''} node={node} />
            ))}
          </ol>
          {mayChange &&
            graph.gaps.map(({ x, y, listPath, index }) => (
              <button
                key={`${listPath.join('/')}/${index}`}
                type="button"
                className="graph-gap"
                style={{ insetInlineStart: x - 12, insetBlockStart: y - 12 }}
                aria-label={t('consoleWorkflowEditor.addHere')}
                title={t('consoleWorkflowEditor.addHere')}
                onClick={() => addAt({ listPath, index })}
              >
                <Icon as={Plus} size={12} />
              </button>
            ))}
        </div>
      </div>
      <div className="graph-zoom" role="group" aria-label={t('consoleWorkflowEditor.zoom')}>
        <ZoomButton icon={ZoomOut} label={t('consoleWorkflowEditor.zoom.out')} onClick={() => change(-1)} />
        <output className="small num">{format.percent(zoom)}</output>
        <ZoomButton icon={ZoomIn} label={t('consoleWorkflowEditor.zoom.in')} onClick={() => change(1)} />
        <ZoomButton icon={Maximize2} label={t('consoleWorkflowEditor.zoom.fit')} onClick={() => fit()} />
      </div>
    </div>
  );
}

function ZoomButton({ icon, label, onClick }: { icon: typeof Plus; label: string; onClick(): void }) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon as={icon} size={14} />
    </button>
  );
}

function Edges({ graph }: { graph: Graph }) {
  return (
    <svg className="graph-edges" width={graph.width} height={graph.height} aria-hidden>
      {graph.edges.map((edge) => {
        const { from, start, lane, to } = edge;
        return <path key={`${from.x} ${from.y} ${lane} ${start.y} ${to?.x} ${to?.y}`} d={pathOf(edge)} />;
      })}
    </svg>
  );
}

function pathOf({ from, start, lane, to }: GraphEdge): string {
  const first = start.x === from.x ? `M${from.x},${from.y}` : `M${from.x},${from.y}${curve(from, start)}`;
  const along = lane === start.x ? '' : `H${lane}`;
  return to === null ? first + along : first + along + curve({ x: lane, y: start.y }, to);
}

function curve(a: { x: number; y: number }, b: { x: number; y: number }): string {
  const half = (a.x + b.x) / 2;
  return `C${half},${a.y} ${half},${b.y} ${b.x},${b.y}`;
}

function Node({ node }: { node: GraphNode }) {
  const { t, direction } = useMessages();
  const { draft, edit, select, selected, mayChange } = useEditor();
  const words = useStepWords();
  const { step, x, y, exits } = node;
  const isSelected = selected === (step?.id ?? null);
  return (
    <li>
      <button
        type="button"
        dir={direction}
        className={classNames('graph-node', isSelected && 'graph-node-selected')}
        style={{
          left: x,
          insetBlockStart: y,
          inlineSize: nodeWidth,
          blockSize: headHeight + exits.length * exitHeight,
        }}
        aria-current={isSelected || undefined}
        data-step={step?.id ?? ''}
        onClick={() => select(step?.id ?? null)}
        onKeyDown={(event) => {
          if (step === null || !mayChange || (event.key !== 'Delete' && event.key !== 'Backspace')) return;
          edit(removeStep(draft, step.id));
          if (isSelected) select(null);
        }}
      >
        <span className="graph-node-head">
          {step === null ? (
            <span className="step-tile step-tile-start" aria-hidden>
              <Icon as={Zap} size={14} />
            </span>
          ) : (
            <StepIcon step={step} />
          )}
          <span className="small secondary truncate grow">
            {step === null ? t('consoleWorkflowEditor.trigger') : words.typeOf(step)}
          </span>
          <StepBadge id={step?.id ?? null} />
        </span>
        <bdi className="semibold truncate graph-node-title">
          {step === null ? t(`consoleWorkflowEditor.start.${draft.workflow_type}`) : words.titleOf(step)}
        </bdi>
        <bdi className="small faint truncate graph-node-pith">
          {step === null ? words.triggerOf(draft) : words.pithOf(step)}
        </bdi>
        {exits.map(({ kind, name }, index) => (
          // Ways out have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={`${kind}${index}`} className="graph-exit small secondary">
            <bdi className="truncate">{words.exitOf(kind, name, index + 1)}</bdi>
          </span>
        ))}
      </button>
    </li>
  );
}

/** The ground is pulled about by hand, as maps are. */
function useDrag() {
  const from = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0 || event.pointerType !== 'mouse') return;
      if (event.target instanceof Element && event.target.closest('button') !== null) return;
      const { scrollLeft: left, scrollTop: top } = event.currentTarget;
      from.current = { x: event.clientX, y: event.clientY, left, top };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>) {
      if (from.current === null) return;
      currentTarget.scrollLeft = from.current.left + from.current.x - clientX;
      currentTarget.scrollTop = from.current.top + from.current.y - clientY;
    },
    onPointerUp() {
      from.current = null;
    },
  };
}

function useSelectedInSight(box: { current: HTMLDivElement | null }): void {
  const { selected } = useEditor();
  useEffect(() => {
    const nodes = box.current?.querySelectorAll<HTMLElement>('.graph-node') ?? [];
    Array.from(nodes)
      .find((node) => node.dataset['step'] === (selected ?? ''))
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, box]);
}

function walk(event: KeyboardEvent, box: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const nodes = Array.from(box?.querySelectorAll<HTMLElement>('.graph-node') ?? []);
  const at = nodes.findIndex((node) => node === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  nodes[at + step]?.focus();
}
