// What the shop's pages do by themselves. Every page also works without this script, by its forms alone.
"use strict";

const one = (selector) => document.querySelector(selector);

// --- The API: an access token is fetched once and kept until shortly before it expires.
const csrfToken = one('meta[name="csrf-token"]')?.content;
let access = null;

async function accessToken() {
  if (access && access.until > Date.now()) return access.token;
  const answer = await fetch("/api/token", { method: "POST", headers: { "X-CSRF-Token": csrfToken } });
  if (!answer.ok) throw new Error(`No access token: ${answer.status}`);
  const body = await answer.json();
  access = { token: body.access_token, until: Date.now() + (body.expires_in - 10) * 1000 };
  return access.token;
}

async function api(method, address, body) {
  const headers = { Authorization: `Bearer ${await accessToken()}` };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status}`);
  return answer.json();
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// --- Suggestions while somebody types into the search field.
function suggestWhileTyping(form) {
  const field = form.querySelector("input");
  const list = form.querySelector(".suggestions");
  let waiting = 0;

  async function suggest() {
    const typed = field.value.trim();
    if (typed.length < 2) { list.hidden = true; return; }
    const answer = await fetch(`/api/suggest?q=${encodeURIComponent(typed)}`);
    const found = answer.ok ? (await answer.json()).suggestions : [];
    if (field.value.trim() !== typed) return;
    list.replaceChildren(...found.map(({ name, href }) => {
      const item = document.createElement("li");
      item.append(element("a", name, { href }));
      return item;
    }));
    list.hidden = found.length === 0;
  }

  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, 180); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) list.hidden = true; });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") list.hidden = true; });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

// --- The account page: points and favourites.
async function fillAccount(page) {
  const account = await api("GET", "/api/account");
  page.querySelector("[data-points]").textContent = account.points.toLocaleString("en");
  page.querySelector("[data-no-favourites]").hidden = account.favourites.length > 0;
  page.querySelector("[data-favourites]").replaceChildren(...account.favourites.map(({ slug, name, price }) => {
    const item = document.createElement("li");
    item.append(element("a", name, { href: `/product/${slug}` }), element("span", price, { class: "end" }));
    return item;
  }));
}

// --- The product page: stock over a WebSocket, the heart, and reviews.
function watchStock(product) {
  const badge = one(".stock");
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/stock`);
  socket.addEventListener("open", () => socket.send(JSON.stringify({ subscribe: product })));
  socket.addEventListener("close", () => badge.classList.remove("live"));
  socket.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.stock === undefined) return;
    badge.classList.add("live");
    badge.querySelector("[data-stock]").textContent = `${news.stock} in stock`;
  });
}

function offerFavourite(button, product) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const wanted = button.getAttribute("aria-pressed") !== "true";
    const answer = await api(wanted ? "PUT" : "DELETE", `/api/favourites/${product}`);
    button.setAttribute("aria-pressed", String(answer.favourite));
  });
}

function showReview(review) {
  const item = document.createElement("li");
  const stars = element("span", "★".repeat(review.stars), { class: "stars", "aria-label": `${review.stars} of 5 stars` });
  stars.append(element("i", "★".repeat(5 - review.stars)));
  item.append(stars, element("p", review.text), element("cite", review.author));
  one("[data-reviews]").prepend(item);
  one("[data-no-reviews]")?.remove();
}

function offerReview(form, product) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { stars, text } = Object.fromEntries(new FormData(form));
    const stored = await api("POST", "/api/reviews", { product, stars: Number(stars), text });
    showReview(await api("GET", stored.href));
    form.reset();
  });
}

suggestWhileTyping(one(".find"));
const account = one("[data-account]");
if (account) fillAccount(account);
const product = one("[data-product]")?.dataset.product;
if (product) {
  watchStock(product);
  if (one("[data-favourite]")) offerFavourite(one("[data-favourite]"), product);
  if (one("[data-review]")) offerReview(one("[data-review]"), product);
}
