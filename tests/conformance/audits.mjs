// graphql-http's audits of a server, each of which is one sentence of the specification of GraphQL over HTTP.
import { auditServer } from "graphql-http";
import { given } from "./clients/scenario.mjs";

const results = await auditServer({
  url: given.url,
  fetchFn: (url, options) =>
    fetch(url, { ...options, headers: { ...options?.headers, authorization: `Bearer ${given.token}` } }),
});
process.stdout.write(
  `${JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason })))}\n`,
);
