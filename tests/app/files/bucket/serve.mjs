// Serves a bucket over S3 from a folder until it is stopped, and prints the port.
import S3rver from "@20minutes/s3rver";

const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: "backplan" }],
});
const { port } = await server.run();
console.log(port);
