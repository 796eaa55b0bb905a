/** The version of this package; the same as in package.json, which a node cannot read. */
export const packageVersion = '0.2.0';
