//! A seed → the same people on every machine: profiles as JSON, and one line of text for each.

use serde_json::{Map, Value, json};

/// The seed of every race.
const SEED: u64 = 0x0A77_2A9D_2026_1121;

/// One profile: attribute → value, in the order of the text.
pub(crate) type Profile = Map<String, Value>;

/// The first `count` people; the same whatever `count` is.
pub(crate) fn people(count: usize) -> impl Iterator<Item = Profile> {
    let mut dice = Dice(SEED);
    (0..count).map(move |index| person(&mut dice, index))
}

/// The people as NDJSON.
pub(crate) fn ndjson(count: usize) -> String {
    let mut text = String::with_capacity(count * 760);
    for person in people(count) {
        text.push_str(&Value::Object(person).to_string());
        text.push('\n');
    }
    text
}

/// Some names have letters beyond ASCII; all have at least three of them.
const FIRST: [&str; 24] = [
    "Anna",
    "Ben",
    "Carla",
    "David",
    "Eva",
    "Frank",
    "Grace",
    "Hugo",
    "Ida",
    "Jonas",
    "Katharina",
    "Liam",
    "Maria",
    "Noah",
    "Olivia",
    "Paul",
    "Quinn",
    "Rosa",
    "Simon",
    "Tara",
    "Jürgen",
    "Zoë",
    "François",
    "Łukasz",
];
const PLAIN: [&str; 24] = [
    "Smith", "Johnson", "Brown", "Garcia", "Miller", "Davis", "Martinez", "Lopez", "Wilson",
    "Anderson", "Thomas", "Taylor", "Moore", "Jackson", "Martin", "Thompson", "White", "Harris",
    "Clark", "Lewis", "Robinson", "Walker", "Fischer", "Weber",
];
const LAST: [&str; 8] =
    ["O'Neill", "de la Cruz", "Lee-Young", "Schneider", "Müller", "Çelik", "Ångström", "Nuñez"];
const TITLES: [&str; 8] = [
    "Software Engineer",
    "Account Executive",
    "Support Specialist",
    "Product Manager",
    "Head of \"Special\" Projects",
    "Systems Administrator",
    "Recruiter",
    "Financial Analyst",
];
const DEPARTMENTS: [&str; 10] = [
    "Engineering",
    "Sales",
    "Inside Sales EMEA",
    "Support",
    "Marketing",
    "Finance",
    "Human Resources",
    "Legal",
    "Operations",
    "Sales Engineering",
];
const PLACES: [(&str, &str, &str, &str, &str); 8] = [
    ("Belmont", "CA", "94002", "US", "America/Los_Angeles"),
    ("Denver", "CO", "80202", "US", "America/Denver"),
    ("Charlotte", "NC", "28202", "US", "America/New_York"),
    ("London", "LND", "EC2A 4NE", "GB", "Europe/London"),
    ("München", "BY", "80331", "DE", "Europe/Berlin"),
    ("Zürich", "ZH", "8001", "CH", "Europe/Zurich"),
    ("Sofia", "22", "1000", "BG", "Europe/Sofia"),
    ("Manila", "NCR", "1000", "PH", "Asia/Manila"),
];

fn person(dice: &mut Dice, index: usize) -> Profile {
    let first = dice.one_of(&FIRST);
    // Most people have a plain name.
    let last = if dice.percent(85) { dice.one_of(&PLAIN) } else { dice.one_of(&LAST) };
    let (city, state, zip, country, zone) = dice.one_of(&PLACES);
    let department = dice.one_of(&DEPARTMENTS);
    let ascii = |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let address = format!("{}.{}{index}@Example.com", ascii(first), ascii(last));
    let extension = 101 + index;
    let phone = format!("+1650{:07}", dice.below(10_000_000));
    let mobile = format!("+1415{:07}", dice.below(10_000_000));
    let day =
        format!("20{:02}-{:02}-{:02}", dice.below(26), 1 + dice.below(12), 1 + dice.below(28));
    let manager = dice.below(10_000);
    let title = dice.one_of(&TITLES);

    let mut person = Profile::new();
    let mut set = |name: &str, value: Value| {
        person.insert(name.to_owned(), value);
    };
    set("id", json!(format!("00u{:017x}", u128::from(dice.next()))));
    set("login", json!(address.to_lowercase()));
    set("firstName", json!(first));
    set("lastName", json!(last));
    sometimes(dice, 4, 4, "email", json!(address), &mut set);
    sometimes(dice, 20, 50, "middleName", json!("Alexandra"), &mut set);
    set("displayName", json!(format!("{first} {last}")));
    sometimes(dice, 3, 2, "title", json!(title), &mut set);
    set("department", json!(department));
    sometimes(dice, 10, 10, "division", json!("Global Field Organization"), &mut set);
    set("organization", json!("Example Communications, Inc."));
    set("costCenter", json!(format!("{}", 4_000 + dice.below(900))));
    set("employeeNumber", json!(format!("{:06}", 100_000 + index)));
    set("salary", json!(40_000 + dice.below(1_200) * 1_000));
    set("isContractor", json!(dice.percent(12)));
    sometimes(dice, 5, 5, "manager", json!(format!("manager.{manager}@example.com")), &mut set);
    sometimes(dice, 20, 10, "directNumber", json!(phone), &mut set);
    set("extensionNumber", json!(extension.to_string()));
    sometimes(dice, 25, 25, "mobilePhone", json!(mobile), &mut set);
    sometimes(dice, 5, 5, "streetAddress", json!("20 Davis Drive, Building 4"), &mut set);
    set("city", json!(city));
    set("state", json!(state));
    set("zipCode", json!(zip));
    set("countryCode", json!(country));
    set("locale", json!("en_US"));
    set("timezone", json!(zone));
    set("hireDate", json!(format!("{day}T09:00:00.000Z")));
    sometimes(dice, 10, 20, "groups", json!(["Everyone", department, city]), &mut set);
    person
}

/// Sets an attribute; for some people it is null, for some it is missing.
fn sometimes(
    dice: &mut Dice,
    null: usize,
    missing: usize,
    name: &str,
    value: Value,
    set: &mut impl FnMut(&str, Value),
) {
    let side = dice.below(100);
    if side < null {
        set(name, Value::Null);
    } else if side >= null + missing {
        set(name, value);
    }
}

/// Splitmix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        // The remainder is below `bound`, so it fits.
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn one_of<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        choices.get(self.below(choices.len())).copied().unwrap_or_default()
    }
}
