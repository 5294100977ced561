using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>What there is to study, newest first, with one's own mark.</summary>
public sealed class ListMaterial(IStudyReader study) : UseCase<NoInputs>
{
    private const int Shown = 8;

    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(NoInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        var published = (await study.ListAsync(scope.Branch.Id, Shown, cancellationToken)).Where(m => m.Status == RequestStatus.Approved).ToList();
        if (published.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("study.none"));
        }

        var lines = new List<Phrase>();
        foreach (var material in published)
        {
            var readers = await study.ReadersAsync(scope.Branch.Id, material.Id, cancellationToken);
            lines.Add(Phrase.Of(
                "study.line",
                ("n", lines.Count + 1),
                ("title", material.Title),
                ("link", material.Link),
                ("file", material.FileName),
                ("superior", material.IsFromSuperior),
                ("read", scope.IsPrivate && readers.Contains(scope.Actor.Id))));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of("study.list", ("materials", lines)), [ButtonPhrase.Of("study.read", ("number", published[0].Number))])
        {
            ListSource = "study.published",
        });
    }
}
