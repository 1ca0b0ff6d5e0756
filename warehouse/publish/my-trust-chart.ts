/** The chart of the sheet "my trust" as parts of the workbook's archive (ECMA-376, DrawingML charts): Excel draws it itself. */
import { columnLetter } from './laid-sheet.ts';
import type { ChartPlan, ChartSeries } from './my-trust-lines.ts';
import type { Result } from './write-formula-sheet.ts';
import { LOOKUPS } from './workbook-sheets.ts';
import type { PartChanges } from './zip-parts.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const OWN = '262626';
const OTHERS = '7F7F7F';

/** A chart of the first sheet, with the rows of "lookups" that it shows. */
export function myTrustChart(plan: ChartPlan): PartChanges {
  return {
    change: {
      '[Content_Types].xml': (text) =>
        text.replace(
          '</Types>',
          `<Override PartName="/xl/drawings/drawing1.xml" ContentType="${TYPES}.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="${TYPES}.drawingml.chart+xml"/></Types>`,
        ),
      [SHEET]: (text) =>
        text.replace('</worksheet>', `<drawing xmlns:r="${OFFICE}" r:id="rId1"/></worksheet>`),
    },
    add: {
      'xl/worksheets/_rels/sheet1.xml.rels': relation('drawing', '../drawings/drawing1.xml'),
      'xl/drawings/drawing1.xml': drawing(plan),
      'xl/drawings/_rels/drawing1.xml.rels': relation('chart', '../charts/chart1.xml'),
      'xl/charts/chart1.xml': chart(plan),
    },
  };
}

function relation(type: string, target: string): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
}

function drawing({ years, below, rows, warning }: ChartPlan): string {
  const place = (name: string, column: number, row: number): string =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const said =
    'Lines by year: the chosen figure of the chosen trust, with the median and the quartiles of the trusts of its type. A line stops where a figure is missing and where its series breaks. The rows below have the same figures.';
  return `${HEAD}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main"><xdr:twoCellAnchor>${place('from', 0, below)}${place('to', 3 + years.length, below + rows)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="my trust by year" descr="${warning === undefined ? '' : `${escaped(warning)} `}${said}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${OFFICE}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
}

function chart(plan: ChartPlan): string {
  const { title, titleRow, series } = plan;
  const hidden = series.flatMap(({ piece }, index) =>
    piece ? [`<c:legendEntry><c:idx val="${index}"/><c:delete val="1"/></c:legendEntry>`] : [],
  );
  const axis = (
    kind: 'catAx' | 'valAx',
    id: number,
    { other, at, inner }: { readonly other: number; readonly at: 'b' | 'l'; readonly inner: string },
  ): string =>
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${at}"/>${inner}<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="${other}"/><c:crosses val="autoZero"/>${kind === 'catAx' ? '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>' : '<c:crossBetween val="between"/>'}</c:${kind}>`;
  const grid = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="#,##0.##" sourceLinked="0"/>`;
  return `${HEAD}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx>${textOf(`$C$${titleRow}`, [title])}</c:tx><c:overlay val="0"/><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series.map((one, index) => seriesOf(one, index, plan)).join('')}<c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>${axis('catAx', 111, { other: 222, at: 'b', inner: '<c:numFmt formatCode="General" sourceLinked="0"/>' })}${axis('valAx', 222, { other: 111, at: 'l', inner: grid })}</c:plotArea><c:legend><c:legendPos val="b"/>${hidden.join('')}<c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

function seriesOf(series: ChartSeries, index: number, { years, yearsRow }: ChartPlan): string {
  const across = (row: number): string => `$C$${row}:$${columnLetter(2 + years.length)}$${row}`;
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${textOf(`$B$${series.row}`, [series.name])}</c:tx>${lookOf(series)}<c:cat>${textOf(across(yearsRow), years)}</c:cat><c:val>${numbersOf(across(series.row), series.values)}</c:val><c:smooth val="0"/></c:ser>`;
}

function lookOf({ look, piece }: ChartSeries): string {
  const colour = look === 'own' || look === 'hollow' ? OWN : OTHERS;
  const fill = `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
  const dash = look === 'quartile' ? '<a:prstDash val="sysDash"/>' : '';
  const line = piece
    ? `<a:ln w="${look === 'own' ? 28575 : 15875}" cap="rnd">${fill}${dash}<a:round/></a:ln>`
    : '<a:ln w="28575"><a:noFill/></a:ln>';
  const symbol = { own: 'circle', hollow: 'circle', median: 'diamond', quartile: 'dash' }[look];
  const inside = look === 'hollow' ? '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' : fill;
  const marker = piece
    ? '<c:marker><c:symbol val="none"/></c:marker>'
    : `<c:marker><c:symbol val="${symbol}"/><c:size val="${look === 'quartile' ? 6 : 8}"/><c:spPr>${inside}<a:ln w="9525">${fill}</a:ln></c:spPr></c:marker>`;
  return `<c:spPr>${line}</c:spPr>${marker}`;
}

function textOf(cells: string, texts: readonly string[]): string {
  const points = texts.map((text, index) => `<c:pt idx="${index}"><c:v>${escaped(text)}</c:v></c:pt>`);
  return `<c:strRef><c:f>${LOOKUPS}!${cells}</c:f><c:strCache><c:ptCount val="${texts.length}"/>${points.join('')}</c:strCache></c:strRef>`;
}

function numbersOf(cells: string, values: readonly Result[]): string {
  const points = values.map((value, index) =>
    typeof value === 'number' ? `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>` : '',
  );
  return `<c:numRef><c:f>${LOOKUPS}!${cells}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numCache></c:numRef>`;
}

/** Text as XML has it, without the characters that XML has no place for. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\r\n]|[\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
