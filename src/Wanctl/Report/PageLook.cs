namespace Wanctl.Report;

/// <summary>The page's style sheet and its one script.</summary>
internal static class PageLook
{
    /// <summary>
    /// Colours after Okabe and Ito, which people with any kind of colour blindness can tell apart.
    /// </summary>
    public const string Style = """

        :root{--b:#fff;--f:#1b1f24;--d:#59636e;--r:#d1d9e0;--p:#f6f8fa;--cap:#c9d3df;--capl:#8593a3;--lim:#0072b2;
        --bel:#9a7400;--got:#c2410c;--exc:#8b3fa0;--ok:#0a7a4b;--no:#b42318;--z1:#009e73;--z2:#e3c800;--z3:#e08a00;
        --z4:#c4320a}
        @media(prefers-color-scheme:dark){:root{--b:#0f1318;--f:#e3e8ee;--d:#97a3b0;--r:#2b333d;--p:#171c23;
        --cap:#26303c;--capl:#7d8b9b;--lim:#5cb8f2;--bel:#e0c060;--got:#ff9d5c;--exc:#d495e6;--ok:#4cc38a;--no:#ff8a75;
        --z1:#00b386;--z2:#f0e442;--z3:#f0a020;--z4:#f2603a}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1180px;padding:1rem clamp(.6rem,3vw,2rem) 3rem;background:var(--b);color:var(--f);
        font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
        h1{font-size:1.5rem;margin:.4rem 0}h2{font-size:1.15rem;margin:2.2rem 0 .2rem}h3{display:inline;font-size:1rem}
        p{margin:.1rem 0 .7rem;color:var(--d)}a{color:inherit}
        .s{overflow-x:auto}table{border-collapse:collapse;font-size:.86rem}
        th,td{padding:.18rem .55rem;text-align:right;white-space:nowrap}
        th{color:var(--d);font-weight:600;border-bottom:1px solid var(--r)}
        .pn .a,.a,.pn td:nth-child(-n+3),.pn th:nth-child(-n+3){text-align:left}.n td{border-top:1px solid var(--r)}
        .ok{color:var(--ok)}.no{color:var(--no);font-weight:600}
        details.pn{border:1px solid var(--r);border-radius:8px;padding:.5rem .8rem;margin:.6rem 0;break-inside:avoid}
        summary{cursor:pointer;color:var(--d);font-size:.86rem}h3{color:var(--f)}
        figure{margin:.7rem 0 0}figcaption{font-size:.8rem;color:var(--d);margin:0 0 .2rem 2.6rem}
        figcaption b{color:var(--f)}.k b{display:inline-block;min-width:2.6em}.w{margin-left:.8em}
        @media(max-width:60rem){.w{display:block;margin:0;min-height:1.45em}}
        .k{margin-left:.8em;white-space:nowrap}
        .k::before{content:"";display:inline-block;width:1em;height:.25em;border-radius:2px;margin-right:.35em;
        vertical-align:middle}.q::before{height:.7em;width:.7em}
        .cap::before{background:var(--capl)}.lim::before,.dr::before{background:var(--lim)}
        .bel::before{background:var(--bel)}.got::before{background:var(--got)}
        .exc::before{background:var(--exc)}.dc::before{background:var(--no)}
        .z1::before{background:var(--z1)}.z2::before{background:var(--z2)}
        .z3::before{background:var(--z3)}.z4::before{background:var(--z4)}
        .pl,.t{position:relative;margin-left:2.6rem}.pl svg{display:block;width:100%;height:150px;background:var(--p)}
        .z svg{height:46px}
        .pl i{position:absolute;right:100%;transform:translateY(-50%);padding-right:.4rem}
        .pl i,.t{font:.72rem system-ui,sans-serif;color:var(--d);font-variant-numeric:tabular-nums}
        .t{height:1.5rem}.t i{position:absolute;top:.2rem;transform:translateX(-50%);font-style:normal}
        .t b{position:absolute;top:.2rem;left:var(--x);transform:translateX(-50%);padding:0 .4em;background:var(--b);
        color:var(--f)}
        .t u{position:absolute;right:100%;top:.2rem;padding-right:1.4rem;text-decoration:none;white-space:nowrap}
        path{vector-effect:non-scaling-stroke;fill:none}
        .g{stroke:var(--r);stroke-width:1}.pl .lim.l{stroke:var(--lim);stroke-width:1.6}
        path.lim:not(.l){stroke:var(--no);stroke-dasharray:4 4;opacity:.75}
        .l.f{fill:var(--cap);fill-opacity:.6;stroke:var(--capl)}.l.got{stroke:var(--got)}
        .l.bel{stroke:var(--bel);stroke-dasharray:5 2}.l.exc{stroke:var(--exc)}
        .l{stroke-width:1.2}
        .z1{fill:var(--z1)}.z2{fill:var(--z2)}.z3{fill:var(--z3)}.z4{fill:var(--z4)}
        .d{stroke-width:2.5}.dc{stroke:var(--no)}.dr{stroke:var(--lim)}.dh{stroke:var(--d)}
        .pl::after{content:"";position:absolute;top:0;bottom:0;left:var(--x);border-left:1px solid var(--f);
        display:none;pointer-events:none}.on .pl::after{display:block}
        @media print{body{max-width:none;padding:0;font-size:11px}.pl svg{height:110px}.z svg{height:34px}}

        """;

    /// <summary>
    /// The read-out below the pointer: the legends show the values there, the strips the decision last made. Reads
    /// everything from the drawings themselves. Free of the signs that XML keeps for itself.
    /// </summary>
    public const string Script = """

        document.querySelectorAll('.pn').forEach(function(p){
        var own=null;
        function points(d){var o=[],x=0,m,re=/([MHV])(\d+)(?: (\d+))?/g;
        while(m=re.exec(d)){if(m[1]=='V')o.push([x,+m[2]]);else{x=+m[2];if(m[3])o.push([x,+m[3]])}}return o}
        function last(o,x){var v=null;for(var i=0;o.length>i;i++){if(o[i][0]>x)break;v=o[i][1]}return v}
        function read(){own=[];p.querySelectorAll('figure').forEach(function(f){
        var s=f.querySelector('svg'),b=f.querySelectorAll('b');
        f.querySelectorAll('path.l').forEach(function(l,i){
        own.push({b:b[i],o:points(l.getAttribute('d')),m:+s.dataset.m,k:+s.dataset.k})});
        var w=f.querySelector('.w');
        if(w)own.push({b:w,o:[].map.call(f.querySelectorAll('.d'),function(d){
        return [parseInt(d.getAttribute('d').slice(1)),d.textContent]})
        .sort(function(a,b){return a[0]-b[0]})})})}
        p.addEventListener('pointermove',function(e){
        var box=p.querySelector('.pl');if(!box)return;if(!own)read();
        var r=box.getBoundingClientRect(),f=Math.min(1,Math.max(0,(e.clientX-r.left)/r.width));
        p.style.setProperty('--x',f*100+'%');p.classList.add('on');
        var t=f*p.dataset.t,u=Math.floor(t/60);
        p.querySelector('.t b').textContent=p.dataset.t>120?u+':'+('0'+Math.floor(t-60*u)).slice(-2):t.toFixed(2);
        own.forEach(function(c){var v=last(c.o,f*1000);
        if(v!==null)if(c.m){v=1-v/1000;v=c.k?c.k*(Math.pow(1+c.m/c.k,v)-1):c.m*v;v=v>=99.95?v.toFixed(0):v.toFixed(1)}
        c.b.textContent=v===null?'':v})});
        p.addEventListener('pointerleave',function(){p.classList.remove('on');
        p.querySelectorAll('b').forEach(function(b){b.textContent=''})})});

        """;
}
