/** When each code of a group was open, over the years held: one bar a code. */
import type { VNode } from 'preact';
import { dayInWords } from '../../words/counted.ts';
import type { MergerGroup } from './read-groups.ts';

const LEFT = 64;
const RIGHT = 12;
const WIDTH = 720;
const ROW = 26;
const TOP = 28;

/** Days since 1 April of the first year. */
function dayOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** `title` and `desc` say the same in words; the table below has the dates. */
export function Timeline({
  group,
  years,
  illustrative,
}: {
  group: MergerGroup;
  years: readonly string[];
  illustrative: string;
}): VNode {
  const start = dayOf(`${years[0]?.slice(0, 4) ?? '2017'}-04-01`);
  const end = dayOf(`${Number(years.at(-1)?.slice(0, 4) ?? '2017') + 1}-04-01`);
  const across = (day: number): number => {
    const share = (Math.min(Math.max(day, start), end) - start) / (end - start);
    return Math.round((LEFT + share * (WIDTH - LEFT - RIGHT)) * 10) / 10;
  };
  const height = TOP + group.members.length * ROW + 8;
  const events = [
    ...new Set(
      group.members.flatMap(({ to, from }) => [
        ...(to ? [dayOf(to) + 1] : []),
        ...(from ? [dayOf(from)] : []),
      ]),
    ),
  ]
    .filter((day) => day > start && day < end)
    .sort((a, b) => a - b);
  const said = group.members.map(
    ({ code, from, to }) =>
      `${code} ${from && dayOf(from) > start ? `from ${dayInWords(from)}` : 'from before the first year'} ${to ? `to ${dayInWords(to)}` : 'and goes on'}`,
  );
  return (
    <svg
      class="timeline"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      role="img"
      aria-labelledby={`${group.id}-t`}
    >
      <title
        id={`${group.id}-t`}
      >{`Timeline of the codes of ${group.name}: ${said.join('; ')}.${illustrative}`}</title>
      {years.map((fy, index) => {
        const x = across(dayOf(`${fy.slice(0, 4)}-04-01`));
        return (
          <g key={fy}>
            <path class="tl-year" d={`M${x} ${TOP - 6}V${height}`} />
            <text class="tl-text" x={x + 4} y="14">
              {index % 2 === 0 || years.length < 8 ? fy : ''}
            </text>
          </g>
        );
      })}
      {group.members.map(({ code, from, to, role }, index) => {
        const y = TOP + index * ROW + 4;
        const [x, until] = [across(from ? dayOf(from) : start), across(to ? dayOf(to) + 1 : end)];
        return (
          <g key={code}>
            <text class="tl-code" x="0" y={y + 12}>
              {code}
            </text>
            {until > x && (
              <path
                class={role === 'successor' ? 'tl-own' : 'tl-other'}
                d={`M${x} ${y}H${until}V${y + 14}H${x}Z`}
              />
            )}
          </g>
        );
      })}
      {events.map((day) => (
        <path key={day} class="tl-event" d={`M${across(day)} ${TOP - 6}V${height}`} />
      ))}
    </svg>
  );
}
