import { type RepoPath, WorkspaceError } from "@phasegate/workspace";
import { Answers, ByRests, type Kept, type Rests, standsAfter } from "../rests.ts";
import type { UnknownImport } from "../unknown-imports.ts";
import type { ModuleGraph } from "./graph.ts";
import { type Lead, leadOf } from "./lead.ts";
import { type InstalledPath, type ModuleTakes, type Offer, type Take, takesOf } from "./module-takes.ts";
import { leadsElsewhere, type OfferEntry, Offers, type Taken } from "./offers.ts";

export interface TakesBefore {
  readonly takes: Takes;
  readonly changed: Rests;
}

const nothing: Rests = new Set();

/**
 * Who takes what, over every module that was asked about. On a view with edits it is looked up again for those modules
 * alone whose takes rest on something that they changed.
 */
export class Takes {
  readonly #graph: ModuleGraph;
  readonly #before: TakesBefore | undefined;
  readonly #modules: Answers<RepoPath, ModuleTakes | WorkspaceError>;
  readonly #offers = new Offers();
  /** Where offers of before lead now, where that may have changed. */
  readonly #leads = new Map<string, Kept<Lead>>();
  /** Offers of before that may lead elsewhere, as of so many that are known to lead anywhere. */
  #moved: ReadonlySet<OfferEntry> = new Set();
  #movedOf = 0;
  readonly #ledByRests = new ByRests<OfferEntry>();
  readonly #ownByRests = new ByRests<RepoPath>();
  /** Lists of which every module was looked through. */
  readonly #covered = new WeakSet<readonly RepoPath[]>();
  /** Modules that were looked through here, those with something unknown or around names, and those that cannot be. */
  readonly #own = new Set<RepoPath>();
  readonly #unknown = new Map<RepoPath, readonly UnknownImport[]>();
  readonly #installed = new Map<RepoPath, readonly InstalledPath[]>();
  readonly #refused = new Map<RepoPath, WorkspaceError>();
  readonly #orders = new WeakMap<readonly RepoPath[], ReadonlyMap<RepoPath, number>>();

  constructor(graph: ModuleGraph, before: TakesBefore | undefined) {
    this.#graph = graph;
    // Edits of edits are looked through anew.
    this.#before = before !== undefined && before.takes.#before === undefined ? before : undefined;
    this.#modules = new Answers(graph.gatherer);
  }

  /**
   * Looks through modules.
   * @returns their places in the list
   * @throws WorkspaceError for one that the door refuses
   */
  cover(modules: readonly RepoPath[]): ReadonlyMap<RepoPath, number> {
    this.#lookThrough(modules);
    const order = this.#orderOf(modules);
    for (const path of this.#refused.size === 0 ? [] : order.keys()) {
      const refused = this.#refused.get(path);
      if (refused !== undefined) throw refused;
    }
    return order;
  }

  #orderOf(modules: readonly RepoPath[]): ReadonlyMap<RepoPath, number> {
    if (this.#before !== undefined) return this.#before.takes.#orderOf(modules);
    const known = this.#orders.get(modules);
    if (known !== undefined) return known;
    const order = new Map(modules.map((path, at) => [path, at]));
    this.#orders.set(modules, order);
    return order;
  }

  /** Those of which edits did not leave everything that they take as it was. */
  #toLookThrough(modules: readonly RepoPath[]): Iterable<RepoPath> {
    if (this.#before === undefined) return this.#orderOf(modules).keys();
    const { takes, changed } = this.#before;
    takes.#lookThrough(modules);
    return [...changed, ...takes.#ownByRests.touchedBy(changed), ...takes.#refused.keys()];
  }

  #lookThrough(modules: readonly RepoPath[]): void {
    if (this.#covered.has(modules)) return;
    const order = this.#orderOf(modules);
    for (const path of this.#toLookThrough(modules))
      if (order.has(path) && !this.#own.has(path)) this.#add(path);
    this.#covered.add(modules);
  }

  #takesOf(path: RepoPath): Kept<ModuleTakes | WorkspaceError> {
    return this.#modules.kept(path, () => orRefused(() => takesOf(this.#graph, path)));
  }

  #add(path: RepoPath): void {
    const { value, rests } = this.#takesOf(path);
    this.#own.add(path);
    this.#ownByRests.add(path, rests);
    if (value instanceof WorkspaceError) {
      this.#refused.set(path, value);
      return;
    }
    if (value.unknown.length > 0) this.#unknown.set(path, value.unknown);
    if (value.installed.length > 0) this.#installed.set(path, value.installed);
    for (const take of value.takes) this.#offers.add(take);
  }

  /** What modules import that cannot be told, in their order. */
  unknownIn(modules: readonly RepoPath[]): readonly UnknownImport[] {
    return this.#foundIn(modules, (takes) => takes.#unknown);
  }

  /** Where modules go around the names of packages, in their order. */
  installedIn(modules: readonly RepoPath[]): readonly InstalledPath[] {
    return this.#foundIn(modules, (takes) => takes.#installed);
  }

  #foundIn<T>(
    modules: readonly RepoPath[],
    of: (takes: Takes) => ReadonlyMap<RepoPath, readonly T[]>,
  ): readonly T[] {
    const order = this.cover(modules);
    const found = new Map(of(this));
    for (const [path, before] of this.#before === undefined ? [] : of(this.#before.takes)) {
      if (!this.#own.has(path)) found.set(path, before);
    }
    const at = (path: RepoPath): number => order.get(path) ?? -1;
    return [...found]
      .filter(([path]) => order.has(path))
      .sort(([a], [b]) => at(a) - at(b))
      .flatMap(([, all]) => all);
  }

  /**
   * What may lead to one of some homes, with the takes of it that are asked about. What none of these takes is not
   * followed.
   * @param mayReach whether what is taken from a module or package may be made in one of the homes
   */
  *leadingTo(
    homes: ReadonlySet<string>,
    mayReach: (holder: string) => boolean,
    isAsked: (take: Take) => boolean,
  ): Generator<Taken> {
    for (const entry of this.#offers.thatMayLeadTo(homes, mayReach)) {
      if (entry.lead !== undefined && leadsElsewhere(entry, entry.lead.value, homes)) continue;
      const takers = entry.takers.filter(isAsked);
      if (takers.length === 0 || leadsElsewhere(entry, this.#leadOf(entry).value, homes)) continue;
      yield { offer: entry.offer, takers };
    }
    if (this.#before !== undefined) yield* this.#leadingFromBefore(this.#before, homes, mayReach, isAsked);
  }

  *#leadingFromBefore(
    { takes, changed }: TakesBefore,
    homes: ReadonlySet<string>,
    mayReach: (holder: string) => boolean,
    isAsked: (take: Take) => boolean,
  ): Generator<Taken> {
    const entries = takes.#offers.thatMayLeadTo(homes, mayReach);
    for (const entry of this.#movedFrom(takes, changed)) entries.add(entry);
    for (const entry of entries) {
      const isMoved = entry.lead === undefined || this.#moved.has(entry);
      if (!isMoved && leadsElsewhere(entry, entry.lead?.value, homes)) continue;
      const takers = entry.takers.filter((take) => !this.#own.has(take.module) && isAsked(take));
      if (takers.length === 0) continue;
      const lead = this.#leadAfter(takes, entry, changed);
      if (!leadsElsewhere(entry, lead, homes)) yield { offer: entry.offer, takers };
    }
  }

  /** What may lead elsewhere than before the edits. */
  #movedFrom(takes: Takes, changed: Rests): ReadonlySet<OfferEntry> {
    const { led } = takes.#offers;
    if (this.#movedOf !== led) this.#moved = takes.#ledByRests.touchedBy(changed);
    this.#movedOf = led;
    return this.#moved;
  }

  #leadOf(entry: OfferEntry): Kept<Lead> {
    if (entry.lead !== undefined) return entry.lead;
    const lead = this.#follow(entry.offer);
    this.#offers.lead(entry, lead);
    this.#ledByRests.add(entry, lead.rests);
    return lead;
  }

  #leadAfter(takes: Takes, entry: OfferEntry, changed: Rests): Lead {
    const { offer } = entry;
    const known = this.#leads.get(offer.key);
    if (known !== undefined) return known.value;
    const before = orRefused(() => takes.#leadOf(entry));
    const stands = !(before instanceof WorkspaceError) && standsAfter(before.rests, changed);
    const lead = stands ? before : this.#follow(offer);
    this.#leads.set(offer.key, lead);
    return lead.value;
  }

  #follow(offer: Offer): Kept<Lead> {
    const work = () => leadOf(this.#graph, offer);
    return this.#graph.gatherer?.gather(work) ?? { value: work(), rests: nothing };
  }
}

function orRefused<T>(work: () => T): T | WorkspaceError {
  try {
    return work();
  } catch (error) {
    if (error instanceof WorkspaceError) return error;
    throw error;
  }
}
