// PostGraphile 5 as its documentation advises for production: the amber preset, library mode on Node's own HTTP server,
// NODE_ENV=production (set by whoever starts this), one pool of `pg`, neither GraphiQL nor explain nor watching.
import { createServer } from "node:http";
import { jsonPgSmartTags } from "postgraphile/utils";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { postgraphile } from "postgraphile";

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [
    // Events name their document without a foreign key: the documentation's way to tell of such a relation.
    jsonPgSmartTags({
      version: 1,
      config: {
        class: {
          events: { tags: { foreignKey: "(merchant_id, subject_id) references reverse_orders (merchant_id, id)" } },
        },
      },
    }),
  ],
  // It offers conditions on indexed columns only, and what is indexed is Backhaul's business.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  // Lists beside connections: a document's lines are no page, and plain lists cost less.
  schema: { defaultBehavior: "connection list" },
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public"] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
};

const instance = postgraphile(preset);
const service = instance.createServ(grafserv);
const server = createServer();
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
await service.addTo(server);
await service.ready();
server.listen(Number(process.env.PORT), "127.0.0.1");
