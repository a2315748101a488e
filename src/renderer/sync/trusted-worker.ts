type TrustedPolicy = { createScriptURL(url: string): string };
type TrustedFactory = { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy };

const rules: TrustedPolicy = {
  createScriptURL(text) {
    const url = new URL(text, location.href);
    const isOurs = url.origin === location.origin && /^\/(assets|sync|search)\/[\w.-]+\.(js|ts)$/.test(url.pathname);
    if (!isOurs) throw new TypeError(`worker ${url.href} refused`);
    return url.href;
  },
};

const factory = (globalThis as { trustedTypes?: TrustedFactory }).trustedTypes;
const policy = factory === undefined ? rules : factory.createPolicy('patamar-worker', rules);

/** The address of a worker of our own bundle, as Trusted Types wants it. @throws TypeError for any other address. */
export function trustedWorkerUrl(url: string): string {
  return policy.createScriptURL(url);
}
