import { z } from "zod";

// Zod writes and compiles a function for each schema that is asked for the first time. A run asks most of them a few times,
// and is over before that has paid for itself. It counts for schemas that are made after this, so it is imported first.
z.config({ jitless: true });
