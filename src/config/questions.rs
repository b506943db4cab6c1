//! What the rest of the program asks a desk's policy.

use super::calendar::Calendar;
use super::levels::Level;
use super::people::{self, Member};
use super::statuses::StatusRule;
use super::{Config, SCHEMA};
use crate::model::{Category, Instant, Person, Resolution, Ticket};

/// How a ticket can be done.
static RESOLUTIONS: [Resolution; 8] = Resolution::KNOWN;

impl Config {
    /// Tells whether the desk may be written: a newer schema may mean what this program does not know.
    pub fn writable(&self) -> bool {
        self.schema <= SCHEMA
    }

    /// Returns the rule of a status that the desk knows.
    pub fn status(&self, name: &str) -> Option<StatusRule> {
        self.statuses.rule(name)
    }

    /// Returns what a status means for the work; an unknown one counts as active, so that it is not forgotten.
    pub fn category(&self, status: &str) -> Category {
        self.status(status).map_or(Category::Active, |rule| rule.category)
    }

    /// Returns what a status means for the work at a moment: once a wait is over, the desk must act.
    pub fn category_at(&self, status: &str, until: Option<Instant>, now: Instant) -> Category {
        match self.category(status) {
            Category::Waiting if until.is_some_and(|until| until <= now) => Category::Active,
            category => category,
        }
    }

    /// Tells whether a ticket may go from one status to another.
    pub fn may_move(&self, from: &str, to: &str) -> bool {
        self.statuses.may_move(from, to)
    }

    /// Returns a level by its name, in any case.
    pub fn level(&self, name: &str) -> Option<&Level> {
        self.levels.get(self.level_index(name)?)
    }

    /// Returns how far up a level is, counted from 0.
    pub fn level_index(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.name.eq_ignore_ascii_case(name))
    }

    /// Returns the level above.
    pub fn next_level(&self, name: &str) -> Option<&Level> {
        self.levels.get(self.level_index(name)? + 1)
    }

    /// Returns the level below.
    pub fn previous_level(&self, name: &str) -> Option<&Level> {
        self.levels.get(self.level_index(name)?.checked_sub(1)?)
    }

    /// Returns the level where tickets begin.
    pub fn first_level(&self) -> Option<&Level> {
        self.levels.first()
    }

    /// Returns the priority for an urgency and an impact, where the matrix has one.
    pub fn priority_for(&self, urgency: &str, impact: &str) -> Option<&str> {
        self.priority.priority_for(urgency, impact)
    }

    /// Returns the priority of a ticket: the override, else what the matrix gives for urgency and impact.
    pub fn priority_of<'t>(&'t self, ticket: &'t Ticket) -> Option<&'t str> {
        let by_matrix = || self.priority_for(ticket.urgency.as_deref()?, ticket.impact.as_deref()?);
        ticket.priority.as_deref().or_else(by_matrix)
    }

    /// Returns how pressing a priority is, 0 the most.
    pub fn priority_rank(&self, priority: &str) -> Option<usize> {
        self.priority.priorities().iter().position(|known| *known == priority)
    }

    /// Returns the person behind a handle.
    pub fn member(&self, handle: &str) -> Option<&Member> {
        self.people.get(handle)
    }

    /// Returns the handle of the person with this address, in any case.
    pub fn handle_of(&self, email: &str) -> Option<&str> {
        people::handle_of(&self.people, email)
    }

    /// Returns the member's handle for a person with a member's address, else the person.
    pub fn handle_for(&self, person: &Person) -> Person {
        match person.address().and_then(|address| self.handle_of(address)) {
            Some(handle) => Person::new(handle),
            None => person.clone(),
        }
    }

    /// Tells whether two texts mean the same person.
    pub fn is_same_person(&self, one: &Person, other: &Person) -> bool {
        self.handle_for(one).is_same(&self.handle_for(other))
    }

    /// Returns the handles of a team's members.
    pub fn members_of<'c>(&'c self, team: &'c str) -> impl Iterator<Item = &'c str> {
        let belongs = move |member: &Member| member.teams.iter().any(|name| name == team);
        self.people.iter().filter(move |(_, member)| belongs(member)).map(|(handle, _)| handle.as_str())
    }

    /// Tells whether the desk has this team.
    pub fn is_team(&self, name: &str) -> bool {
        self.teams.contains(name)
    }

    /// Tells whether the desk has tickets of this type.
    pub fn is_type(&self, name: &str) -> bool {
        self.types.iter().any(|known| known == name)
    }

    /// Returns the ways in which a ticket can be done.
    pub fn resolutions(&self) -> &'static [Resolution] {
        &RESOLUTIONS
    }

    /// Tells whether tickets done in this way count in figures of quality: not those that were no matter of
    /// their own.
    pub fn counts_for_quality(&self, resolution: &Resolution) -> bool {
        !matches!(resolution, Resolution::Duplicate | Resolution::Merged | Resolution::Spam)
    }

    /// Returns a calendar by its name.
    pub fn calendar(&self, name: &str) -> Option<&Calendar> {
        self.calendars.get(name)
    }

    /// Returns the name of the calendar that counts where none is named: the first one.
    pub fn default_calendar(&self) -> &str {
        self.calendars.keys().next().map_or("always", String::as_str)
    }
}
