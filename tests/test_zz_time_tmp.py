import sys; sys.path.insert(0,'/work/main/tests')
from conftest import *  # noqa
from browser import run_cell
from time import perf_counter
from playwright.sync_api import expect
def test_time(desk):
    run_cell(desk,"w=kit.Tracer()\nw"); w=desk.locator(".kit-tracer").last
    js="""async () => { const t=performance.now(); const b=document.querySelectorAll('.kit-tracer button.kit-line')[5]; b.click();
      await new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r))); return performance.now()-t }"""
    print('open card ms', desk.evaluate(js))
    js="""async () => { const t=performance.now(); const c=document.querySelector('.kit-tracer .kit-card:not([hidden])'); const s=c.querySelector('select'); s.value='halyard'; s.dispatchEvent(new Event('change'));
      await new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r))); const a=performance.now()-t;
      [...c.querySelectorAll('button')].find(b=>b.textContent.startsWith('Compare')).click();
      while(!c.textContent.includes('You and the key')) await new Promise(r=>setTimeout(r,5)); return [a,performance.now()-t] }"""
    print('choose ms, compare shown ms', desk.evaluate(js))
    js="""async () => { const t=performance.now(); const c=document.querySelector('.kit-tracer .kit-card:not([hidden])');
      [...c.querySelectorAll('button')].find(b=>b.textContent.startsWith('Look')).click();
      while(!c.querySelector('.kit-same')) await new Promise(r=>setTimeout(r,5)); return performance.now()-t }"""
    print('look ms', desk.evaluate(js))
    run_cell(desk,"g=kit.Guess()\ng")
    js="""async () => { const t=performance.now(); const c=document.querySelector('.kit-guess'); const [o,s]=c.querySelectorAll('select'); o.value='arwad'; o.dispatchEvent(new Event('change')); s.value='50'; s.dispatchEvent(new Event('change'));
      [...c.querySelectorAll('button')].find(b=>b.textContent.startsWith('Guess and')).click();
      while(!c.textContent.includes('Your score after')) await new Promise(r=>setTimeout(r,5)); return performance.now()-t }"""
    print('guess shown ms', desk.evaluate(js))
