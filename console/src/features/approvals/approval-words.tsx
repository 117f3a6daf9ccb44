interface ApprovalWordsProps {
  approval: { title: string; message: string | null };
  as: 'h1' | 'h2';
}

/** What somebody is asked. */
export function ApprovalWords({ approval: { title, message }, as: Heading }: ApprovalWordsProps) {
  return (
    <>
      <Heading className="approval-title">
        <bdi>{title}</bdi>
      </Heading>
      {message !== null && (
        <p className="secondary approval-message prose">
          <bdi>{message}</bdi>
        </p>
      )}
    </>
  );
}
