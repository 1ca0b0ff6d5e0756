import { readFileSync, readdirSync } from 'node:fs';
import ExcelJS from '/work/main/node_modules/exceljs/excel.js';
import { read } from '/work/main/node_modules/@e965/xlsx/xlsx.mjs';
import { xlsxWorkbook } from '/work/main/spreadsheet/xlsx-workbook.ts';
const root='/work/shared/nhs-files';
const iso=(d:Date)=>{const t=new Date(Math.round(d.getTime()/1000)*1000).toISOString();return t.startsWith('1899-12-3')?t.slice(11,19):t.slice(11,19)==='00:00:00'?t.slice(0,10):t.slice(0,19)};
const ours=(v:any)=>v===null||v===undefined?null:typeof v==='object'?(v.error==='#NOT-CALCULATED'?null:'E'+v.error):v;
const ex=(v:any):any=>{ if(v===null||v===undefined||v==='')return null; if(v instanceof Date)return iso(v); if(typeof v!=='object')return v; if('richText' in v)return v.richText.map((r:any)=>r.text).join('')||null; if('error' in v)return 'E'+v.error; if('formula' in v||'sharedFormula' in v)return ex(v.result); if('hyperlink' in v)return ex(v.text); return JSON.stringify(v)};
const sj=(c:any):any=>{ if(!c||c.v===undefined||c.v===''||c.t==='z')return null; if(c.t==='e')return 'E'+(c.w??c.v); if(c.v instanceof Date)return iso(c.v); return c.v};
for (const d of readdirSync(root,{recursive:true}) as string[]) if (d.endsWith('.xlsx')) {
  const b=readFileSync(root+'/'+d);
  const T=()=>process.cpuUsage().user/1000;
  let t=T(); const wb=xlsxWorkbook(b);
  const grids=wb.sheets.map(s=>{const g=new Map<string,any>();for(const r of s.rows())r.cells.forEach((c,i)=>{const o=ours(c);if(o!==null)g.set(r.number+':'+(i+1),o)});return g});
  const t1=T()-t; t=T();
  const e=new ExcelJS.Workbook(); await e.xlsx.load(b as any); const t2=T()-t; t=T();
  const s=read(b,{type:'buffer',dense:true,cellDates:true,UTC:true,cellFormula:false,cellHTML:false} as any); const t3=T()-t;
  let cells=0,bad=0; const show=(w:string,sh:string,k:string,a:any,x:any)=>{if(bad++<4)console.log('   DIFF',w,sh,k,JSON.stringify(a),JSON.stringify(x))};
  wb.sheets.forEach((sh,i)=>{
    const g=grids[i]!; cells+=g.size;
    const ew=e.getWorksheet(sh.name); const seen=new Set<string>();
    ew?.eachRow({includeEmpty:false},(row:any,rn:number)=>row.eachCell({includeEmpty:false},(c:any,cn:number)=>{const x=c.type===1?null:ex(c.value);const k=rn+':'+cn;seen.add(k);if(x===null?g.get(k)!==undefined&&c.type!==1:g.get(k)!==x)show('exceljs',sh.name,k,g.get(k),x)}));
    for(const k of g.keys())if(!seen.has(k))show('exceljs-',sh.name,k,g.get(k),undefined);
    const data=s.Sheets[sh.name]['!data']??[]; let n=0;
    data.forEach((row:any,r:number)=>row?.forEach((c:any,cc:number)=>{const x=sj(c);if(x===null)return;n++;const k=(r+1)+':'+(cc+1);if(g.get(k)!==x)show('sheetjs',sh.name,k,g.get(k),x)}));
    if(n!==g.size)show('sheetjs-count',sh.name,'',g.size,n);
  });
  console.log(d,cells,'bad',bad,Math.round(t1),Math.round(t2),Math.round(t3));
}
