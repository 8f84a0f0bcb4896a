import type { Kept } from "../rests.ts";
import type { Lead } from "./lead.ts";
import type { Offer, Take } from "./module-takes.ts";

/** Something that is taken, with everything that takes it. */
export interface Taken {
  readonly offer: Offer;
  readonly takers: readonly Take[];
}

/** The same, with where it leads once somebody asked. */
export interface OfferEntry extends Taken {
  readonly takers: Take[];
  lead: Kept<Lead> | undefined;
}

const none: ReadonlySet<OfferEntry> = new Set();

/** What is taken, by where it leads. */
export class Offers {
  readonly #byKey = new Map<string, OfferEntry>();
  /** By what it is taken from, and by where that leads. */
  readonly #byHome = new Map<string, Set<OfferEntry>>();
  /** Those that may lead anywhere, by what they are taken from. */
  readonly #open = new Map<string, Set<OfferEntry>>();
  #led = 0;

  add(take: Take): void {
    const { offer } = take;
    const known = this.#byKey.get(offer.key);
    if (known !== undefined) {
      known.takers.push(take);
      return;
    }
    const entry = { offer, takers: [take], lead: undefined };
    this.#byKey.set(offer.key, entry);
    this.#at(offer.holder).add(entry);
    const open = this.#open.get(offer.holder);
    if (open === undefined) this.#open.set(offer.holder, new Set([entry]));
    else open.add(entry);
  }

  lead(entry: OfferEntry, lead: Kept<Lead>): void {
    entry.lead = lead;
    this.#led += 1;
    if (lead.value === undefined) return;
    const open = this.#open.get(entry.offer.holder);
    open?.delete(entry);
    if (open?.size === 0) this.#open.delete(entry.offer.holder);
    this.#at(lead.value).add(entry);
  }

  /** Of how many it is known where they lead. */
  get led(): number {
    return this.#led;
  }

  /**
   * What is or may be taken from one of some homes.
   * @param mayReach whether what is taken from there may be made in one of the homes
   */
  thatMayLeadTo(homes: ReadonlySet<string>, mayReach: (holder: string) => boolean): Set<OfferEntry> {
    const found = new Set<OfferEntry>();
    for (const [holder, entries] of this.#open) {
      if (mayReach(holder)) for (const entry of entries) found.add(entry);
    }
    for (const home of homes) for (const entry of this.#byHome.get(home) ?? none) found.add(entry);
    return found;
  }

  #at(home: string): Set<OfferEntry> {
    const known = this.#byHome.get(home);
    if (known !== undefined) return known;
    const entries = new Set<OfferEntry>();
    this.#byHome.set(home, entries);
    return entries;
  }
}

/** Whether it is certain that an offer is made elsewhere. */
export function leadsElsewhere({ offer }: Taken, lead: Lead, homes: ReadonlySet<string>): boolean {
  return lead !== undefined && !homes.has(lead) && !homes.has(offer.holder);
}
