// Serves an OpenID provider that lets everybody sign in as whom they name, and prints its issuer.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [, , redirect] = process.argv;
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "backplan", client_secret: "kept by both", redirect_uris: [redirect] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["of no importance"] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => {
        const [id, email, verified] = sub.split("|");
        return { sub: id, email, email_verified: verified !== "unverified", name: `${id} of the provider` };
      },
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
