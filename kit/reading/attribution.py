"""Who says what: source, cue and content, found by rules that read a sentence word by word. No tagger, no data.

Long quotations first become one word each, so that a sentence shows its frame: Q, said the monitor. Then every cue of the
lists in `cues` is looked at in its place: what stands before it is asked for a source, what stands behind it for content.
"""

from __future__ import annotations

import re
import bisect
from typing import NamedTuple

from kit.model import Article, Attribution, Span
from kit.reading import cues
from kit.reading.quotes import quotations, short
from kit.text import MARKS, fold, sentences

class Frame(NamedTuple):
    """A sentence as a row of words: folded words, their offsets in the text; a quotation is the one word Q."""
    words: list
    starts: list
    ends: list
    caps: list

Q = '"'
_TOKEN = re.compile(rf"\"q+[.,!?;:\u2026-]*\"?|[^\W_{MARKS}][\w{MARKS}'.-]*[\w{MARKS}]|\w|[^\w\s]")
# a cue's sense
class Sense(NamedTuple):
    takes: str
    stance: str
    particle: str
    kind: str
    lemma: str

def build():
    table = {}
    for takes in ('speech','thought','that','infinitive','object'):
        for stance, ws in getattr(cues, takes.upper()).items():
            for w in ws.split():
                verb, _, particle = w.partition('-')
                lemma = verb.split('/')[0]
                for form, kind in cues.inflect(verb).items():
                    if not any(x.takes==takes and x.particle==particle and x.lemma==lemma for x in table.get(form,[])):
                        table.setdefault(form,[]).append(Sense(takes,stance,particle,kind,lemma))
    for takes in ('nouns','adjectives'):
        for stance, ws in getattr(cues, takes.upper()).items():
            for w in ws.split(): table.setdefault(w,[]).append(Sense(takes,stance,'',takes,w))
    return table
TABLE = build()

BE = set("is are was were be been being get got gets 's 're isn't aren't wasn't weren't".split())
AUX = BE | set("has have had hasn't haven't hadn't will would won't wouldn't may might can could can't cannot couldn't should shouldn't must did does do didn't doesn't don't not never also then later still often even just further again already now once first long ever always who's".split())
FINITE = set("is are was were has have had will would may might can could should must did does do isn't aren't wasn't weren't hasn't haven't won't wouldn't didn't doesn't don't can't couldn't".split())
PRON = set("he she they we i it you who".split())
DET = set("the a an this that these those his her its their our my your some any no every each such another all both several many".split())
CONJ = set("that but because while as when if after before where although though since so whether than until unless which who whom why how and or".split())
WH = set("that how whether why what if".split())
PREP = set("in on at during after before to from with by for of about into over under through via amid against until since per".split())
TIME = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later recently last this once again also afterward previously".split())
PUNCT = set(",;:()[]-\u2013\u2014.!?\u2026|")
NOUNISH = set("report reports claim claims charge charges note notes state states plan plans hope hopes fear fears call calls demand demands support attack comment comments answer answers question questions post posts order promise promises pledge pledges threat vow vows estimate estimates doubt doubts worry worries protest remark remarks tweet tweets view views offer offers challenge rule rules document address mention forecast forecasts guess suspect suspects label labels brand brands back reveal favor dispute disputes welcome praise cite joke need order mean means find read broadcast respect champion boast blame cause counter retort joke warning feeling saying meaning finding understanding reading writing hearing thinking ruling counter demand concern concerns wish wishes talk talks appeal tout condition wonder wonders".split())
POSS = set("his her its their our my your".split())

def mask(text, quotes):
    pieces, at = [], 0
    for a, b in quotes:
        pieces.append(text[at:a])
        run = text[a:b]
        closed = run[-1] in "\"'\u201d\u2019\u00bb\u203a\u201c\uff02\u2018\u00ab" and b - a > 1
        inner = run[1:-1] if closed else run[1:]
        body = inner.rstrip()
        speech = not short(text, (a, b)) or body[-1:] in ",.!?\u2026" 
        if speech and inner:
            tail = inner[-1] if inner[-1] in ',.!?\u2026' else ''
            pieces.append('"' + 'Q' * (len(inner) - len(tail)) + tail + ('"' if closed else ''))
        else:
            pieces.append(' ' + inner + (' ' if closed else ''))
        at = b
    pieces.append(text[at:])
    return ''.join(pieces)

def frames(text):
    quotes = quotations(text)
    masked = mask(text, quotes)
    folded = fold(masked)
    out = []
    for s, e in sentences(masked):
        ms = list(_TOKEN.finditer(folded, s, e))
        ws = [m.group() for m in ms]
        ws = [Q if w[0] == '"' and len(w) > 1 else w for w in ws]
        out.append((Frame(ws, [m.start() for m in ms], [m.end() for m in ms], None), masked))
    return out, masked

def content_end(ws, i, n):
    """Index one past the last content word for a content that starts at i."""
    stop = min(n, i + 120)
    k = i
    while k < stop:
        w = ws[k]
        nxt = ws[k+1] if k + 1 < n else ''
        if w in ';()': return k if k > i else k + 1
        if w == 'but' and nxt != 'also' and k > i: return k
        if w == ',' and (nxt in ('but','though','although','while','whereas','according','citing','quoting') or nxt.endswith('ing') and nxt in TABLE and TABLE[nxt][0].takes in('speech',)): return k
        if w == 'and' and nxt in TABLE and TABLE[nxt][0].kind in ('past','s') and nxt not in NOUNISH and k > i: return k
        if w == 'according' and nxt == 'to': return k
        k += 1
    return k

def np_left(ws, j):
    """Token index where the noun phrase that ends at j begins."""
    k = j
    while k >= 0 and j - k < 25:
        w = ws[k]
        if w == Q or w in PUNCT or w in CONJ and w != 'and' or w in FINITE: break
        if w == 'and' and (k + 1 > j or ws[k+1] in PRON or k and ws[k-1] == ','): break
        k -= 1
    a = k + 1
    if ws[j] in PRON and ws[j] != 'who': return j
    while a < j and (ws[a] in TIME or ws[a].endswith('ly')): a += 1
    return a

def subject(ws, i, masked, starts):
    """(a, b, before, flags): token range of the subject before the verb at i (b exclusive), or None; index before it."""
    j = i - 1
    skipped = set()
    while j >= 0 and (ws[j] in AUX or ws[j] == 'to' or ws[j].endswith('ly') and ws[j] not in ('family','daily','ally','italy') or ws[j] in TIME):
        skipped.add(ws[j]); j -= 1
    if j < 0 or 'to' in skipped: return None, j, skipped
    w = ws[j]
    if w == ',':
        # appositive: X, the chair, said
        k = j - 1
        while k >= 0 and ws[k] != ',' and ws[k] != Q and j - k < 25: k -= 1
        if k > 0 and ws[k] == ',' :
            a = np_left(ws, k - 1)
            if a < k: return (a, j), a - 1, skipped
        return None, j, skipped
    if w == Q or w in PUNCT: return None, j, skipped
    if w in ('who',):
        k = j - 1
        if k >= 0 and ws[k] == ',': k -= 1
        if k >= 0:
            a = np_left(ws, k)
            if a <= k: return (a, k + 1), a - 1, skipped
        return (j, j + 1), j - 1, skipped
    if w in CONJ or w in FINITE: return None, j, skipped
    a = np_left(ws, j)
    if a <= j and ws[a] in PREP:
        # "on monday trump": keep the trailing capitalised run, or the pronoun
        k = j
        while k > a and masked[starts[k]].isupper() : k -= 1
        if k < j and ws[k] not in('mr.','of'): a = k + 1
    return (a, j + 1), a - 1, skipped

def first_np(ws, i):
    """The sentence's own subject, for verbs that share it: the words before the first finite verb."""
    a = 0
    if ws and (ws[0] in PREP or ws[0] in ('while','when','as','if','although','though','asked')) and ',' in ws[:i]:
        a = ws.index(',') + 1
    while a < i and (ws[a] in CONJ or ws[a] in PUNCT or ws[a] in TIME or ws[a] == Q): a += 1
    b = a
    while b < i and b - a < 10 and ws[b] not in FINITE and ws[b] not in PUNCT and ws[b] != Q and not (b > a and (ws[b] in PREP and ws[b] != 'of' or ws[b].endswith('ed') or ws[b] in CONJ and ws[b] != 'and' or ws[b] in TABLE and ws[b] not in NOUNISH)): b += 1
    return (a, b) if b > a else None

def np_right(ws, i, n):
    """Token end of a noun phrase that begins at i (inverted source), with its apposition."""
    k = i
    while k < n and k - i < 20:
        w = ws[k]
        if w in (',', ':', ';', '.', '(', '-', '\u2014', '\u2013') or w == Q or w in ('in','on','during','at','after','when','as','who','that','to','via','while','before','last','while','this') and k > i: break
        if w in TIME and k > i: break
        k += 1
    return k

def attributions(article):
    text = article.text if isinstance(article, Article) else article
    ident = article.id if isinstance(article, Article) else ''
    fr, masked = frames(text)
    out = []
    quotes = quotations(text)
    covered = []
    previous = None  # (line end, source) of the last quoted attribution
    for f, _ in fr:
        out += read(f, masked, ident)
    # orphaned / continued quotes
    spans = sorted(a.content for a in out if a.content)
    res = list(out)
    starts = [s for s, e in spans]
    maxend = []
    m = 0
    for s, e in spans:
        m = max(m, e); maxend.append(m)
    for a, b in quotes:
        k = bisect.bisect_right(starts, a + 1) - 1
        if k >= 0 and maxend[k] >= b - 1: continue
        if short(text, (a, b)) and text[b-2:b-1] not in ',.!?': continue
        res.append(Attribution(ident, None, None, (a, b), 'neutral', 'orphaned'))
    return sorted(res, key=lambda x: (x.cue or x.content))

def read(f, masked, ident):
    ws, starts, ends = f.words, f.starts, f.ends
    n = len(ws)
    while n and ws[n-1] in '.!?\u2026': n -= 1
    out = []
    last = None
    def span(r): return (starts[r[0]], ends[r[1]-1]) if r and r[1] > r[0] else None
    def emit(src, cue, con, stance, kind, hops=1):
        nonlocal last
        if con and con[1] > con[0]:
            out.append(Attribution(ident, span(src), span(cue), span(con), stance, kind, hops))
            if src: last = src
    i = 0
    while i < n:
        w = ws[i]
        if w == 'according' and i + 1 < n and ws[i+1] == 'to':
            b = i + 2
            while b < n and ws[b] not in (',', ';', Q): b += 1
            src = (i + 2, b)
            if i <= 1 or all(x in CONJ or x in PUNCT for x in ws[:i]):
                c0 = b + 1
                if c0 < n: emit(src, (i, i+2), (c0, content_end(ws, c0, n)), 'neutral', 'according')
            else:
                a = 0
                for k in range(i - 1, -1, -1):
                    if ws[k] in (';',) : a = k + 1; break
                e = i - 1 if ws[i-1] == ',' else i
                emit(src, (i, i+2), (a, e), 'neutral', 'according')
            i += 2; continue
        senses = TABLE.get(w)
        if senses:
            r = verb(ws, i, n, senses, masked, starts, last, out)
            if r: emit(*r)
        i += 1
    return out

def verb(ws, i, n, senses, masked, starts, last, out):
    prev = ws[i-1] if i else ''
    nxt = ws[i+1] if i + 1 < n else ''
    by = {}
    for s in senses:
        if not s.particle or s.particle == nxt: by.setdefault(s.takes, s)
    if not by: return None
    first = next(iter(by.values()))
    kind = first.kind
    # noun reading
    nounish = w_noun(ws, i, prev, nxt, kind)
    if nounish:
        s = by.get('nouns')
        if s and nxt in ('that','of','about','over','for','to'):
            src = None
            k = i - 1
            while k >= 0 and i - k < 4 and not ws[k].endswith("'s") and ws[k] not in POSS and ws[k] not in PUNCT and ws[k] not in CONJ: k -= 1
            if k >= 0 and (ws[k] in POSS): src = (k, k + 1)
            elif k >= 0 and ws[k].endswith("'s"): src = (np_left(ws, k), k + 1)
            return src, (i, i + 1), (i + 1, content_end(ws, i + 1, n)), s.stance, 'indirect'
        return None
    if 'adjectives' in by:
        s = by['adjectives']
        if nxt in ('that','of','about','to') and (prev in AUX or prev.endswith('ly') or prev in('feel','feels','seem','seems','remain','remains','more','very')):
            src, before, sk = subject(ws, i, masked, starts)
            return src or last, (i, i+1), (i + 1, content_end(ws, i + 1, n)), s.stance, 'indirect'
        if len(by) == 1: return None
    verbs = [k for k in ('speech','thought','that','infinitive','object') if k in by]
    if not verbs: return None
    src, before, skipped = subject(ws, i, masked, starts)
    passive = bool(skipped & BE) and kind == 'past'
    cue_end = i + 1
    sp = by.get('speech')
    # inverted: Q said X / clause, said X
    if sp and kind in ('past','s') and i > 0 and (prev == Q or prev == ',' and i > 1 and ws[i-2] == Q or prev == ',' and src is None and i > 3) and nxt and nxt not in WH and nxt != ':' and nxt not in PREP and nxt != ',':
        b = np_right(ws, i + 1, n)
        if b > i + 1 and (prev == Q or ws[i-2] == Q or b >= n or ws[b] in (',', '.') ):
            source = (i + 1, b)
            e = b
            if b < n and ws[b] == ',':
                e2 = np_right(ws, b + 1, n)
                if e2 < n and ws[e2] == Q: pass
                source = (i + 1, max(b, min(e2, n)))
            con_a, con_b = left_content(ws, i)
            for k in range(source[1], min(n, source[1] + 25)):
                if ws[k] == Q: con_b = k + 1; break
            return source, (i, i + 1), (con_a, con_b), sp.stance, 'direct'
    r = i + 1
    # skip adverbs
    while r < n and (ws[r] in TIME or ws[r].endswith('ly')): r += 1
    rw = ws[r] if r < n else ''
    source = src or last or first_np(ws, i)
    if passive: source = None if not src else None
    if sp:
        # parenthetical / left
        left = None
        if not passive and src and before >= 0 and (ws[before] == Q or ws[before] == ',' and (ws[before-1] == Q or before >= 3)):
            left = left_content(ws, before + 1)
        isq = before >= 0 and (ws[before] == Q or before > 0 and ws[before-1] == Q)
        if left:
            if r >= n or rw in ('.', ',', ';') and not (r + 1 < n and ws[r] == ',' and ws[r+1] == Q and not isq):
                con_b = left[1]
                if r < n and rw == ',':
                    nx = ws[r+1] if r + 1 < n else ''
                    if not isq or nx == Q:
                        con_b = content_end(ws, r + 1, n)
                return source, (i, i + 1), (left[0], con_b), sp.stance, 'direct' if isq else 'indirect'
            if isq or rw in PREP and rw not in ('to',) or rw in TIME:
                # adjunct then maybe a second quotation
                look = find(ws, r, n, 20, (Q, 'that'))
                if isq and rw not in WH and rw != ':':
                    con_b = left[1]
                    if look is not None and ws[look] == Q: con_b = look + 1
                    return source, (i, i + 1), (left[0], con_b), sp.stance, 'direct'
                if look is None and before >= 4 and (rw in PREP):
                    return source, (i, i + 1), left, sp.stance, 'indirect'
        if r >= n:
            if ws[i+1:i+2] == [':'] : return None
            return None
        if rw in WH or rw == Q:
            pass
        elif rw in (':', ','):
            if r + 1 < n and ws[r+1] == Q or rw == ':': r += 1
            elif rw == ',':
                look = find(ws, r, n, 14, (Q, 'that'))
                if look is None: 
                    if src is None: return None
                    # X said, content
                    r += 1
                else: r = look
        elif rw in PREP or sp.lemma in ('tell','remind','ask','assure','warn'):
            look = find(ws, r, n, 14, WH | {Q})
            if look is not None: r = look
            elif sp.lemma in ('tell', 'remind'):
                look = find(ws, r + 1, n, 8, PRON | DET | {'to', 'about'})
                if look is not None: r = look
            elif rw == 'to' and sp.lemma not in ('ask','warn') : 
                if not ('infinitive' in by): return None
        if r < n:
            return source, (i, i + 1), (r, content_end(ws, r, n)), sp.stance, 'direct' if ws[r] == Q else 'indirect'
        return None
    if 'thought' in by:
        s = by['thought']
        if rw in WH or rw in PRON or rw in DET or rw == Q or r < n and masked[starts[r]].isupper() or rw == 'there':
            return source, (i, i+1), (r, content_end(ws, r, n)), s.stance, 'indirect'
    if 'infinitive' in by:
        s = by['infinitive']
        if nxt == 'to':
            return source, (i, i+1), (i + 1, content_end(ws, i + 1, n)), s.stance, 'indirect'
        look = find(ws, i + 1, n, 6, ('to',))
        if look is not None and s.lemma in ('want','urge','ask','order','warn','expect','invite','encourage','challenge'):
            return source, (i, i+1), (i + 1, content_end(ws, i + 1, n)), s.stance, 'indirect'
    if 'that' in by:
        s = by['that']
        if rw in ('that','how','whether','why') or rw == Q:
            return source, (i, i+1), (r, content_end(ws, r, n)), s.stance, 'indirect'
    if 'object' in by:
        s = by['object']
        cue = (i, i + 2) if s.particle else (i, i + 1)
        r = cue[1]
        if r < n and ws[r] not in PUNCT:
            return source, cue, (r, content_end(ws, r, n)), s.stance, 'indirect'
    return None

def find(ws, r, n, far, wanted):
    for k in range(r, min(n, r + far)):
        if ws[k] in wanted: return k
        if ws[k] in (';', '('): return None
    return None

def left_content(ws, before):
    """(a, b) of the content that ends just before index `before`."""
    b = before
    if b and ws[b-1] == ',': b -= 1
    a = 0
    while a < b and ws[a] in ('but', 'and', 'still', ',', 'yet'): a += 1
    return (a, b)

def w_noun(ws, i, prev, nxt, kind):
    if kind in ('nouns',): return True
    if kind == 'adjectives': return False
    w = ws[i]
    if kind == 'past': return prev in DET and prev not in('that','all','both','many') or prev in ('of',) 
    if kind == 'ing' and w not in NOUNISH: return False
    if w in NOUNISH:
        if prev in PRON or prev in AUX or prev == 'to' or prev.endswith('ly'): return False
        if prev in DET or prev in PREP or prev in POSS or prev.endswith("'s") or not prev: return True
        if nxt in ('that', Q) and kind in('s','base'): return False
        if nxt in ('of','in','on','for','from','by','about','over', ',', '.', 'and', 'is', 'was','are','were','has','have','to'): return True
        return not (prev.endswith('s') if kind == 'base' else True)
    return prev in DET and prev not in PRON and prev not in ('that','all','both','many','some')
