/** Stands for the name of a person whose account was erased, in orders that are kept. */
export const ERASED_NAME = "Erased person";

/** `.invalid` never exists: nobody can get mail there, or sign in. */
export const erasedAddress = (userId: string) => `${userId}@erased.invalid`;
