//! The commands of the knowledge base, one file each.

use clap::{Args, Subcommand};

use super::{Context, complete};
use crate::desk::resolve::Purpose;
use crate::desk::{Articles, Desk, FoundArticle};
use crate::error::Failure;
use crate::model::{ArticleId, Category, TicketId};
use crate::ops::articles::ArticleOutcome;
use crate::ops::articles::find::find;
use crate::ops::articles::suggest::{About as Matter, Suggestions, articles, suggest};
use crate::ops::find::Scope;
use crate::query::parse;
use crate::render::{Line, Text};
use crate::ui::style;

mod add;
mod archive;
mod check;
mod edit;
mod export;
mod from;
mod link;
mod list;
mod new;
mod publish;
mod review;
mod search;
mod show;
mod stale;
mod suggest;
mod unlink;
mod validate;

pub use from::draft;
pub use new::About;
pub use search::text as passages;
pub use suggest::lines as suggested;

/// Write down what was found out, and find it again
///
/// An article is a Markdown file below `kb/`, known by its id: it may be moved
/// and renamed. It is a draft until somebody validates it, and internal until
/// somebody publishes it. Wherever an ARTICLE is wanted, its id, a prefix of it
/// (`4w9x`), its file or the name of that will do.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Add(add::Arguments),
    From(from::Arguments),
    #[command(visible_alias = "ls")]
    List(list::Arguments),
    #[command(visible_alias = "view")]
    Show(show::Arguments),
    Search(search::Arguments),
    Suggest(suggest::Arguments),
    Edit(edit::Arguments),
    Validate(validate::Arguments),
    Publish(publish::Arguments),
    Review(review::Arguments),
    Archive(archive::Arguments),
    Link(link::Arguments),
    Unlink(unlink::Arguments),
    Check(check::Arguments),
    Stale(stale::Arguments),
    Export(export::Arguments),
}

/// Which articles a command changes: those named, or all that fit a query.
#[derive(Debug, Args)]
struct Chosen {
    /// The articles
    #[arg(required_unless_present = "query", conflicts_with = "query", value_name = "ARTICLE")]
    #[arg(add = complete::articles())]
    articles: Vec<String>,
    /// All articles that fit this query, in one commit
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
}

/// Runs `kb`.
pub fn run(context: &mut Context, arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::New(arguments) => new::run(context, arguments),
        Command::Add(arguments) => add::run(context, arguments),
        Command::From(arguments) => from::run(context, arguments),
        Command::List(arguments) => list::run(context, arguments),
        Command::Show(arguments) => show::run(context, arguments),
        Command::Search(arguments) => search::run(context, arguments),
        Command::Suggest(arguments) => suggest::run(context, arguments),
        Command::Edit(arguments) => edit::run(context, arguments),
        Command::Validate(arguments) => validate::run(context, arguments),
        Command::Publish(arguments) => publish::run(context, arguments),
        Command::Review(arguments) => review::run(context, arguments),
        Command::Archive(arguments) => archive::run(context, arguments),
        Command::Link(arguments) => link::run(context, arguments),
        Command::Unlink(arguments) => unlink::run(context, arguments),
        Command::Check(arguments) => check::run(context, arguments),
        Command::Stale(arguments) => stale::run(context, arguments),
        Command::Export(arguments) => export::run(context, arguments),
    }
}

impl Context {
    /// Finds the article that a text means.
    pub fn article(&self, desk: &Desk, text: &str, purpose: Purpose) -> Result<FoundArticle, Failure> {
        Ok(desk.articles()?.resolve(text, purpose)?)
    }

    /// Finds the articles that a command is to change.
    fn chosen_articles(&mut self, desk: &Desk, chosen: &Chosen) -> Result<Vec<FoundArticle>, Failure> {
        let Some(text) = &chosen.query else { return self.articles(desk, &chosen.articles) };
        let articles = desk.articles()?;
        self.report_broken_articles(desk, &articles);
        let (finder, me) = (self.finder(desk)?, self.me(desk)?);
        let listed = find(&finder, me.as_ref(), &articles.found, &parse(text)?)?;
        if listed.is_empty() {
            self.ui.say("no article fits");
        }
        Ok(listed.into_iter().map(|listed| listed.found.clone()).collect())
    }

    /// Says which articles may answer a ticket, where a person sits, or where they are asked for.
    pub fn suggest_articles(
        &mut self,
        desk: &Desk,
        about: &Matter<'_>,
        is_asked: bool,
        heading: &str,
    ) -> Result<(), Failure> {
        if !is_asked && !self.ui.is_stderr_terminal() {
            return Ok(());
        }
        let mut suggestions = Suggestions { articles: articles(desk, about)?, ..Suggestions::default() };
        suggestions.articles.truncate(3);
        self.say_suggestions(&suggestions, heading);
        Ok(())
    }

    /// Says which articles and tickets may answer a ticket, where a person sits, or where they are asked for.
    pub fn suggest(
        &mut self,
        desk: &Desk,
        about: &Matter<'_>,
        is_asked: bool,
        heading: &str,
    ) -> Result<(), Failure> {
        if !is_asked && !self.ui.is_stderr_terminal() {
            return Ok(());
        }
        let finder = self.finder_of(desk, desk, Scope::None)?;
        let suggestions = suggest(desk, &finder, about)?;
        self.say_suggestions(&suggestions, heading);
        for twin in suggestions.duplicates() {
            let this = about.id.map_or("ID", TicketId::as_str);
            let ticket = &twin.record.ticket;
            let (twin, category) = (&ticket.id, desk.config.category(ticket.status.as_str()));
            self.ui.hint(match category {
                Category::Done => format!("`{twin}` was likely the same: `git desk show {twin}`"),
                _ => format!("`{twin}` is likely the same: `git desk merge {this} --into {twin}`"),
            });
        }
        Ok(())
    }

    fn say_suggestions(&mut self, suggestions: &Suggestions, heading: &str) {
        if suggestions.is_empty() {
            return;
        }
        self.ui.say(heading);
        let width = if self.ui.is_stderr_terminal() { self.ui.width() } else { usize::MAX };
        let mut text = Text::new();
        text.append_indented(&suggested(suggestions, width.saturating_sub(2)), 2);
        text.lines().iter().for_each(|line| self.ui.say(line.clone()));
    }

    /// Finds the articles that texts mean, each once, to change them.
    pub fn articles(&self, desk: &Desk, texts: &[String]) -> Result<Vec<FoundArticle>, Failure> {
        let mut articles: Vec<FoundArticle> = Vec::new();
        for text in texts {
            let found = self.article(desk, text, Purpose::Act)?;
            if !articles.contains(&found) {
                articles.push(found);
            }
        }
        Ok(articles)
    }

    /// Finds the ids of the articles that texts mean, to tie them to a ticket.
    pub fn article_ids(&self, desk: &Desk, texts: &[String]) -> Result<Vec<ArticleId>, Failure> {
        Ok(self.articles(desk, texts)?.iter().map(|found| found.article().id.clone()).collect())
    }

    /// Says which files of the knowledge base cannot be read.
    pub fn report_broken_articles(&mut self, desk: &Desk, articles: &Articles) {
        for one in &articles.broken {
            self.report_fault(desk, &one.path, &one.fault);
        }
    }

    /// Says what an act did, a line an article, with its title.
    fn report_articles(&mut self, outcome: &ArticleOutcome, said: impl Fn(&FoundArticle) -> String) {
        for found in &outcome.done {
            self.echo_article(found, &said(found));
        }
        for found in &outcome.idle {
            self.echo_article(found, "is so already, nothing was changed");
        }
        self.report_receipt(&outcome.receipt);
    }

    fn echo_article(&mut self, found: &FoundArticle, said: &str) {
        let article = found.article();
        let line = Line::styled(article.id.as_str(), style::ID).plain(" ").plain(said).plain(" · ");
        self.ui.say(line.paint(&article.title, style::DIM));
    }
}
