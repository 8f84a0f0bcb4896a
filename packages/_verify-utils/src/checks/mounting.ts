/** Methods by which routers of Hono's and Express's kind take routes. */
export const mounting = [
  ..."use all get post put delete patch options head on route mount basePath".split(" "),
] as readonly string[];
