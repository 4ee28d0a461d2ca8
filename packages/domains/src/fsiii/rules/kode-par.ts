import { OPEN_END, type Sql, sql, versionsOf } from '@flis/core'
import { FSIIIKode } from '../contracts/fsiii-kode.js'

/**
 * Every code at every extract of the code system that changed it: `udtraek` (extract time), `Kode`, `Skema`,
 * `Foraelder`, `Rod` (the code of its root), `Sti` (texts from the root to the code). A code whose parent does not
 * stand beside it has no path and is left out.
 */
const koderMedSti = (): Sql => sql`
  versioner as (
    select Kode, Tekst, Foraelder, Skema, _fra, _til
    from ${versionsOf(FSIIIKode)}
  ),
  udtraek as (
    select _fra as udtraek from versioner
    union
    select _til from versioner where _til <> ${OPEN_END}
  ),
  koder as (
    select udtraek.udtraek, Kode, Tekst, Foraelder, Skema
    from udtraek
    join versioner on _fra <= udtraek.udtraek and udtraek.udtraek < _til
  ),
  stier as (
    select udtraek, Kode, Skema, Foraelder, Kode as Rod, [Tekst] as Sti
    from koder
    where Foraelder is null
    union all
    select koder.udtraek, koder.Kode, koder.Skema, koder.Foraelder, stier.Rod, list_append(stier.Sti, koder.Tekst)
    from stier
    join koder on koder.udtraek = stier.udtraek and koder.Foraelder = stier.Kode
  )`

/**
 * Kodepar: a legacy code and a UUID code are one member when they alone share a display path (the texts from the
 * root to the code) in the newest code system that holds both. Where more than two share it, all stay apart. A code
 * that later code systems no longer hold keeps its pair, unless the other code has found a newer one.
 *
 * Gives one row for each code, as the code system last held it: Kode, Skema, Medlem (the legacy code of the pair, or
 * the code itself), Foraelder, Rod, Sti.
 *
 * Source: specification FSIII, "Codes come in two schemes".
 *
 * @example sql`select Medlem from ${kodePar()} as koder where Kode = ${text('17312894-b23f-43d9-9723-b725ac25d872')}`
 */
export const kodePar = (): Sql => sql`(
  with recursive ${koderMedSti()},
  alene_om_stien as (
    select
      udtraek,
      min(Kode) filter (where Skema = 'legacy') as legacy,
      min(Kode) filter (where Skema = 'uuid') as uuid
    from stier
    group by udtraek, Sti
    having count(*) = 2 and count(*) filter (where Skema = 'legacy') = 1
  ),
  -- in two steps: joined at once, the engine would first pair every code with every other of an extract
  legacy_i_udtraek as materialized (
    select mulige.legacy, mulige.uuid, koder.udtraek
    from (select distinct legacy, uuid from alene_om_stien) as mulige
    join koder on koder.Kode = mulige.legacy
  ),
  sidst_sammen as (
    select legacy, uuid, max(koder.udtraek) as udtraek
    from legacy_i_udtraek
    join koder on koder.Kode = uuid and koder.udtraek = legacy_i_udtraek.udtraek
    group by legacy, uuid
  ),
  par as (
    select legacy, uuid
    from alene_om_stien
    join sidst_sammen using (legacy, uuid, udtraek)
    qualify udtraek = max(udtraek) over (partition by legacy)
      and udtraek = max(udtraek) over (partition by uuid)
  ),
  senest as (
    select Kode, Skema, Foraelder, Rod, Sti
    from stier
    qualify row_number() over (partition by Kode order by udtraek desc) = 1
  )
  select
    senest.Kode,
    senest.Skema,
    coalesce(par.legacy, senest.Kode) as Medlem,
    senest.Foraelder,
    senest.Rod,
    senest.Sti
  from senest
  left join par on par.uuid = senest.Kode
)`

/** Code systems in order of delivery, each a list of `kode = text under parent` → the member of each code. */
export const kodeParExamples = [
  {
    når: 'the same path in both schemes',
    kodesystemer: [['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h']],
    medlem: { H: 'H', H1: 'H1', '#h': 'H', '#1': 'H1' },
  },
  {
    når: 'the same text under another parent',
    kodesystemer: [['H = Katalog', 'H1 = Bad < H', '#g = Sygepleje', '#1 = Bad < #g']],
    medlem: { H1: 'H1', '#1': '#1' },
  },
  {
    når: 'a path that two codes of one scheme share',
    kodesystemer: [['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h', '#2 = Bad < #h']],
    medlem: { H: 'H', '#h': 'H', H1: 'H1', '#1': '#1', '#2': '#2' },
  },
  {
    når: 'a code in one scheme only',
    kodesystemer: [['H = Katalog', 'H1 = Bad < H', '#h = Katalog']],
    medlem: { H1: 'H1' },
  },
  {
    når: 'the legacy codes are withdrawn and a text is changed afterwards',
    kodesystemer: [
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h'],
      ['#h = Katalog', '#1 = Bad og bruser < #h'],
    ],
    medlem: { H1: 'H1', '#1': 'H1' },
  },
  {
    når: 'a text is changed in one scheme while both stand',
    kodesystemer: [
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h'],
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad og bruser < #h'],
    ],
    medlem: { H: 'H', '#h': 'H', H1: 'H1', '#1': '#1' },
  },
  {
    når: 'a legacy code takes the place of a withdrawn one',
    kodesystemer: [
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h'],
      ['H = Katalog', 'H9 = Bad < H', '#h = Katalog', '#1 = Bad < #h'],
    ],
    medlem: { H1: 'H1', H9: 'H9', '#1': 'H9' },
  },
  {
    når: 'a UUID takes the place of a withdrawn one',
    kodesystemer: [
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#1 = Bad < #h'],
      ['H = Katalog', 'H1 = Bad < H', '#h = Katalog', '#9 = Bad < #h'],
    ],
    medlem: { H1: 'H1', '#1': '#1', '#9': 'H1' },
  },
] as const
